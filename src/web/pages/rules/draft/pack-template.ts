// The text a draft of rules begins with: one cap, short enough to be seen through, that can be judged as it stands.

/** `name`: of the draft, which its pack bears too. */
export const writePackTemplate = (
  name: string,
): string => `# A draft: it binds nobody. What it would break is seen by judging the network with it.
pack: ${JSON.stringify(name)}
version: 0.1.0
title: A draft of rules, ${name}
jurisdiction: GB
timeZone: Europe/London
instrument:
  name: A draft
  authority: nobody yet
status: proposed
force: proposal
summary: What would a lower cap break?

editions:
  - edition: draft
    announced: 2020-01-01
    effective: 2020-01-01
    provenance: assumed
    sources: [draft]

sources:
  draft: {text: Written here, kind: derived}

designations:
  limited:
    title: Limited vendors
    entries:
      - {vendor: huawei, from: 2020-01-01, provenance: assumed, sources: [draft]}

rules:
  - id: DRAFT-CAP
    kind: cap
    title: At most 20 % of the 5G sites with limited vendors
    provenance: assumed
    sources: [draft]
    deadline: 2025-12-31
    limit: 20 %
    scope: {where: {function: [ran.5g]}}
    metrics:
      - name: sites
        count: sites
        numerator: {where: {vendor: {designated: limited}}}
        attribution: any
        sharedSites: once
    examples:
      - name: One of five
        on: 2026-01-01
        elements:
          - {count: 1, vendor: Huawei, function: ran.5g.gnb, installed: 2022-01-01, inService: 2022-02-01}
          - {count: 4, vendor: Nokia, function: ran.5g.gnb, installed: 2022-01-01, inService: 2022-02-01}
        expect: {verdict: met, value: 20 %}
`
