// Countries and territories as the names of local companies write them in brackets: `Huawei Technologies (UK) Co., Ltd`.
//
// Names only, and never cities or regions: `(Shenzhen)` tells companies apart more often than it tells where one is.

const WRITTEN_COUNTRIES = `UK | U.K. | United Kingdom | Great Britain | Ireland | USA | U.S.A. | US | U.S. | United States |
  Canada | Mexico | Brazil | Brasil | Argentina | Chile | Colombia | Peru | Germany | Deutschland | France | Italy |
  Italia | Spain | España | Portugal | Netherlands | The Netherlands | Nederland | Belgium | Luxembourg |
  Switzerland | Schweiz | Austria | Österreich | Sweden | Sverige | Norway | Norge | Denmark | Danmark | Finland |
  Iceland | Poland | Polska | Czech Republic | Czechia | Slovakia | Hungary | Romania | Bulgaria | Greece | Turkey |
  Türkiye | Estonia | Latvia | Lithuania | Ukraine | Russia | China | PRC | P.R.C. | Hong Kong | HK | H.K. | Macau |
  Taiwan | Japan | Korea | South Korea | India | Pakistan | Bangladesh | Sri Lanka | Singapore | Malaysia | Thailand |
  Vietnam | Philippines | Indonesia | Australia | New Zealand | NZ | N.Z. | South Africa | Egypt | Nigeria | Kenya |
  Israel | UAE | U.A.E. | Saudi Arabia | Qatar`

export const COUNTRIES: readonly string[] = WRITTEN_COUNTRIES.split('|').map((country) => country.trim())
