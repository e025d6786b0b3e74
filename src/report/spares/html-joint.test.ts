import { describe, expect, it } from 'vitest'
import { cutOffReport, emptySparesReport, lastingReport } from './fixtures/sample-report.ts'
import { drawJoint, drawLateral } from './html-joint.ts'

const wordsOf = (markup: { readonly text: string }): string => markup.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('how bad it may get, on the page', () => {
  it('is drawn as a bar for each share of the futures, the worst twentieth and hundredth apart', () => {
    const { text } = drawJoint(cutOffReport())
    expect(text.match(/<rect class="loss"/g)).toHaveLength(18)
    expect(text.match(/<rect class="loss worst"/g)).toHaveLength(2)
    expect(wordsOf({ text })).toContain(
      'in the worst 1 in 20 more than 680,000, in the worst 1 in 100 more than 708,000',
    )
  })

  it('is said, and not drawn, where hardly ever anything is lost', () => {
    const report = lastingReport()
    const lossQuantiles = report.joint.network.lossQuantiles.map(({ share }) => ({ share, weightHours: 0 }))
    const network = { ...report.joint.network, lossQuantiles }
    const weakest = [{ part: 'A', first: 0.001, ever: 0.001 }]
    const { text } = drawJoint({ ...report, joint: { ...report.joint, network, weakest } })
    expect(text).not.toContain('<rect class="loss')
    expect(text).toContain('In fewer than 1 in 100 of them any service is lost.')
  })

  it('is said to be unknown where the report does not say it', () => {
    const report = cutOffReport()
    const network = { ...report.joint.network, lossQuantiles: [] }
    const words = wordsOf(drawJoint({ ...report, joint: { ...report.joint, network } }))
    expect(words).toContain('How much service is lost how often is unknown.')
    expect(words).toMatch(/all parts together below 0.9 % below 1.2 % [\d,]+ unknown unknown/)
  })

  it('is nothing where no part ever ran out', () => {
    expect(wordsOf(drawJoint(emptySparesReport()))).toContain('Simulated 2,560 times all together, no part ran out.')
  })

  it('names the weakest parts, and how many more there are', () => {
    const report = cutOffReport()
    const weakest = Array.from({ length: 40 }, (_, index) => ({ part: `P-${index}`, first: 0.01, ever: 0.5 }))
    const words = wordsOf(drawJoint({ ...report, joint: { ...report.joint, weakest } }))
    expect(words).toContain('P-14')
    expect(words).not.toContain('P-15')
    expect(words).toContain('The first 15 of 40')
  })
})

describe('lateral supply, on the page', () => {
  it('is a bar between the two bounds of each part that it helps', () => {
    const report = cutOffReport()
    expect(drawLateral(report).text.match(/<rect class="within"/g)).toHaveLength(report.lateral!.parts.length)
  })

  it('is said to help nothing, or not to be reckoned, where that is so', () => {
    const report = cutOffReport()
    const parts = report.lateral!.parts.map((part) => ({ ...part, survivalGained: 0, weightHoursSaved: 0 }))
    expect(wordsOf(drawLateral({ ...report, lateral: { ...report.lateral!, parts } }))).toContain('It helps no part.')
    expect(wordsOf(drawLateral(lastingReport()))).toContain('names none that help each other')
  })
})
