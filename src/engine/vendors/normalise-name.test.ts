// Two spellings of one name are one text; two names never are.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEGAL_FORMS } from './legal-forms.ts'
import { isLegalForm, normaliseName, normaliseWithoutCountry, squashName, stripLegalForms } from './normalise-name.ts'

test.each([
  ['HUAWEI TECHNOLOGIES CO.,LTD', 'huawei technologies co ltd'],
  ['  hewlett_packard_enterprise ', 'hewlett packard enterprise'],
  ['L.M. Ericsson', 'lm ericsson'],
  ['Telefonaktiebolaget L M Ericsson (publ)', 'telefonaktiebolaget lm ericsson publ'],
  ['Ericsson, EAB/RWI/K', 'ericsson eab rwi k'],
  ['GmbH & Co. KG', 'gmbh and co kg'],
  ['S.p.A.', 'spa'],
  ['Société Générale', 'societe generale'],
  ['ＮＥＣ', 'nec'],
  ['Cisco™ Systems®', 'cisco systems'],
  ['Hua\u200bwei', 'huawei'],
  ['Nokia\u00a0Oyj', 'nokia oyj'],
  ['Łódź Größe Ørsted', 'lodz grosse orsted'],
  ['华为技术有限公司', '华为技术有限公司'],
  ['삼성전자', '삼성전자'],
  ['ソニー', 'ソニー'],
  ['---', ''],
])('`%s` becomes `%s`', (text, expected) => {
  expect(normaliseName(text)).toBe(expected)
})

test('letters of another alphabet that look Latin stay what they are', () => {
  expect(normaliseName('НUАWЕI')).not.toBe(normaliseName('HUAWEI'))
  expect(normaliseName('HUAWEl')).not.toBe(normaliseName('HUAWEI'))
  expect(normaliseName('N0kia')).not.toBe(normaliseName('Nokia'))
})

test('a normalised name is its own normal form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const once = normaliseName(text)
      expect(normaliseName(once)).toBe(once)
    }),
    { numRuns: 3000 },
  )
})

test('every legal form of the list comes off the end, however it is written', () => {
  for (const form of LEGAL_FORMS) {
    for (const written of [form, form.toUpperCase(), form.replaceAll('.', ''), `(${form})`]) {
      expect(stripLegalForms(normaliseName(`Erste Beispiel ${written}`)).at(-1)).toBe('erste beispiel')
    }
    expect(isLegalForm(normaliseName(form))).toBe(true)
  }
})

test('forms come off one by one and only from the end', () => {
  expect(stripLegalForms('x co ltd')).toEqual(['x co', 'x'])
  expect(stripLegalForms('ab volvo')).toEqual([])
  expect(stripLegalForms('limited brands')).toEqual([])
  expect(stripLegalForms('华为技术有限公司')).toEqual(['华为技术'])
  expect(stripLegalForms('meinberg funkuhren gmbh and co kg')).toEqual(['meinberg funkuhren'])
})

test('something of the name always remains', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LEGAL_FORMS), { minLength: 1, maxLength: 5 }), (forms) => {
      for (const rest of stripLegalForms(normaliseName(forms.join(' ')))) expect(rest).not.toBe('')
    }),
  )
})

test('words that tell companies of one family apart are not legal forms', () => {
  const words = [
    'Group',
    'Holding',
    'Holdings',
    'International',
    'Technologies',
    'Systems',
    'Networks',
    'Sweden',
    'USA',
    'Enterprise',
  ]
  for (const word of words) expect(stripLegalForms(normaliseName(`Alpha ${word}`))).toEqual([])
})

test('squashing takes out spaces and nothing else', () => {
  expect(squashName('palo alto networks')).toBe('paloaltonetworks')
})

test.each([
  ['Alpha Technologies (UK) Co., Ltd', 'alpha technologies co ltd'],
  ['ALPHA （U.K.） LIMITED', 'alpha limited'],
  ['Alpha (Hong Kong) Ltd.', 'alpha ltd'],
  // Nothing says what kind of company it is.
  ['Alpha (UK)', undefined],
  // The country is part of the name, or more of it follows.
  ['China Alpha Ltd', undefined],
  ['Alpha UK Ltd', undefined],
  ['Alpha (UK) Mobile Ltd', undefined],
  ['Alpha (Beta) (UK) Ltd', undefined],
  // A city, a region, an owner, a legal form of its own.
  ['Alpha (Shenzhen) Ltd', undefined],
  ['Alpha (Europe) Ltd', undefined],
  ['Alpha (Beta) Ltd', undefined],
  ['Alpha (Pty) Ltd', undefined],
  ['(UK) Ltd', undefined],
])('without the country of a local company `%s` is `%s`', (text, expected) => {
  expect(normaliseWithoutCountry(text)).toBe(expected)
})
