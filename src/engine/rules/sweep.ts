// One pass over the estate that tells a sink on which days each subject, or each site, belongs to what is measured.
//
// Sites are visited in order. An element measure passes each subject's stretches of days on at once; a sites measure
// gathers the stretches of the site's subjects first and then passes the site on by the category they make together.

import { and, MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { always, andSpells, during, notSpells, orSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { DayColumn } from '#model/day-column.ts'
import type { Estate, SubjectClass, Windows } from '#model/estate.ts'
import type { ClassSpell, GroupAnswers } from './class-answers.ts'
import { answersOf, type Cohorts, type SweepMeasure } from './cohorts.ts'
import { DateQuestions } from './date-tests.ts'
import { operatorPart } from './operator-part.ts'
import { type SitePart, type SiteSink, SiteStretches } from './site-stretches.ts'
import type { SubjectRecords } from './subject-records.ts'
import { categoryOf, type TallyDays } from './tally.ts'

/** A measure, and the days on which it is looked at. */
export interface Look {
  readonly asked: SweepMeasure
  readonly days: TallyDays
}

/** Receives every stretch of days [from, until) on which a subject, or a site, falls into a category. */
export interface StretchSink extends SiteSink {
  /** `group`: the vendor group of a diversity measure, -1 not known; -2 for all other measures. */
  putSubject(look: number, subject: number, category: number, from: number, until: number, group: number): void
  /** A stretch of a subject that stands on a site, of a measure of sites, and nobody knows on which. */
  putSomewhere(look: number, subject: number, category: number, from: number, until: number): void
  /** A stretch of one subject that will be part of its site's. */
  gather?(look: number, subject: number, category: number, from: number, until: number): void
}

/** One look with all that it reads of the estate, found once. */
class Reader {
  readonly look: number
  readonly from: number
  readonly until: number
  readonly windows: Windows
  // What of the windows is looked up for every subject, at hand:
  readonly possibleFrom: DayColumn['codes']
  readonly certainFrom: DayColumn['codes']
  readonly certainUntil: DayColumn['codes']
  readonly possibleUntil: DayColumn['codes']
  readonly dayOf: Int32Array
  readonly isOfSites: boolean
  readonly isOperatorWeighted: boolean
  /** Besides its dates something must be asked of each subject that changes with the day. */
  readonly isConditional: boolean
  readonly asked: SweepMeasure
  readonly denominatorDates: DateQuestions
  readonly numeratorDates: DateQuestions
  readonly exceptionDates: readonly DateQuestions[]
  readonly companionDates: DateQuestions

  // Of the current site:
  readonly stretches: SiteStretches
  /** Days on which what must be on the site is there. */
  companions: TrileanSpells = always(NO)
  /** Site the companions are of. */
  companionSite = -1
  /** Days on which what must be on a site is perhaps there on any, and among what stands somewhere; once asked for. */
  companionsAnywhere: TrileanSpells | undefined
  companionsSomewhere: TrileanSpells | undefined

  constructor(look: number, { asked, days }: Look, estate: Estate, sink: StretchSink) {
    const { measure, answers } = asked
    this.look = look
    this.asked = asked
    this.from = days.from
    this.until = days.to + 1
    this.windows = measure.reads === 'service' ? estate.service : estate.presence
    this.possibleFrom = this.windows.possibleFrom.codes
    this.certainFrom = this.windows.certainFrom.codes
    this.certainUntil = this.windows.certainUntil.codes
    this.possibleUntil = this.windows.possibleUntil.codes
    this.dayOf = this.windows.possibleFrom.numbers.days
    this.isOfSites = measure.count === 'sites'
    this.stretches = new SiteStretches(look, sink, measure.isWeighted)
    this.isOperatorWeighted = measure.isOperatorWeighted
    this.isConditional = !answers.isFinal
    this.denominatorDates = new DateQuestions(answers.denominatorTests, estate.events)
    this.numeratorDates = new DateQuestions(answers.numeratorTests, estate.events)
    this.exceptionDates = answers.exceptionTests.map((tests) => new DateQuestions(tests, estate.events))
    this.companionDates = new DateQuestions(answers.companionTests, estate.events)
  }
}

/** How a look meets a cohort. */
interface Meeting {
  readonly reader: Reader
  readonly answers: GroupAnswers
  /** The answers on the days looked at. */
  readonly spells: readonly ClassSpell[]
  /** The first spell is one answer on all these days for all subjects. */
  readonly isPlain: boolean
  readonly operatorPart: SitePart
  readonly place: SubjectClass['place']
  /** A subject whose day here is not later than `after` is not meant; asked first, for most are told by it. */
  readonly latest: DayColumn | undefined
  readonly after: number
}

export class Sweep {
  readonly #estate: Estate
  readonly #cohorts: Cohorts
  readonly #records: SubjectRecords
  readonly #sink: StretchSink
  readonly #gathers: boolean
  /** By cohort. */
  readonly #meetings: readonly (readonly Meeting[])[]
  /** By cohort 1 where there is any meeting: most subjects are passed over by this alone. */
  readonly #isMet: Uint8Array
  /** Readers of sites measures that some subject of the current site meets: the first `touchedCount`. */
  readonly #touched: Reader[] = []
  #touchedCount = 0
  #site = 0

  /** `isLeftOut`: what is known of a cohort already, so that its subjects need not be visited for a look. */
  constructor(
    estate: Estate,
    cohorts: Cohorts,
    looks: readonly Look[],
    records: SubjectRecords,
    sink: StretchSink,
    isLeftOut: (look: number, cohort: number) => boolean = () => false,
  ) {
    this.#estate = estate
    this.#cohorts = cohorts
    this.#records = records
    this.#sink = sink
    this.#gathers = sink.gather !== undefined
    const readers = looks.map((look, index) => new Reader(index, look, estate, sink))
    this.#meetings = cohorts.examples.map((example, cohort) =>
      readers
        .filter(({ look }) => !isLeftOut(look, cohort))
        .map((reader) => meet(reader, answersOf(reader.asked, cohorts, cohort), example, estate))
        .filter(({ spells }) => spells.length > 0),
    )
    this.#isMet = Uint8Array.from(this.#meetings, (meetings) => Math.min(meetings.length, 1))
  }

  /** Visits the sites [fromSite, untilSite); the subjects without a site are visited as site `siteCount`. */
  visit(fromSite: number, untilSite: number): void {
    const { siteStart } = this.#estate
    const { cohortOf } = this.#cohorts
    const meetingsOf = this.#meetings
    const isMet = this.#isMet
    for (let site = fromSite; site < untilSite; site++) {
      this.#site = site
      const end = siteStart[site + 1]!
      for (let subject = siteStart[site]!; subject < end; subject++) {
        const cohort = cohortOf[subject]!
        if (isMet[cohort] === 0) continue
        const meetings = meetingsOf[cohort]!
        for (let index = 0; index < meetings.length; index++) {
          const meeting = meetings[index]!
          if (meeting.isPlain) {
            const { from, until, denominator, numerator, vendorGroup } = meeting.spells[0]!
            this.#add(meeting, subject, from, until, denominator, numerator, vendorGroup)
          } else if (!meeting.latest || meeting.latest.get(subject) > meeting.after) this.#addByDay(meeting, subject)
        }
      }
      if (this.#touchedCount > 0) this.#settleSite()
    }
  }

  /** Adds the days of [from, until), all looked at, on which the subject counts, for certain or possibly. */
  #add(
    meeting: Meeting,
    subject: number,
    from: number,
    until: number,
    denominator: Trilean,
    numerator: Trilean,
    group: number,
  ): void {
    const { reader } = meeting
    const { dayOf } = reader
    const possibleFrom = Math.max(dayOf[reader.possibleFrom[subject]!]!, from)
    const possibleUntil = Math.min(dayOf[reader.possibleUntil[subject]!]!, until)
    if (possibleFrom >= possibleUntil) return
    const isSomewhere = reader.isOfSites && this.#site === this.#estate.siteCount
    if (isSomewhere && meeting.place === 'nowhere') return
    if (reader.isOfSites && !isSomewhere) this.#enterSite(reader)
    const certainFrom = Math.max(dayOf[reader.certainFrom[subject]!]!, from)
    const certainUntil = Math.min(dayOf[reader.certainUntil[subject]!]!, until)
    const uncertain = categoryOf(false, numerator)
    if (denominator === YES && certainFrom < certainUntil) {
      this.#put(meeting, subject, categoryOf(true, numerator), certainFrom, certainUntil, group)
      if (possibleFrom < certainFrom) this.#put(meeting, subject, uncertain, possibleFrom, certainFrom, group)
      if (certainUntil < possibleUntil) this.#put(meeting, subject, uncertain, certainUntil, possibleUntil, group)
    } else this.#put(meeting, subject, uncertain, possibleFrom, possibleUntil, group)
  }

  #put(meeting: Meeting, subject: number, category: number, from: number, until: number, group: number): void {
    const { reader } = meeting
    if (!reader.isOfSites) {
      this.#sink.putSubject(reader.look, subject, category, from, until, group)
      return
    }
    if (this.#site === this.#estate.siteCount) {
      this.#sink.putSomewhere(reader.look, subject, category, from, until)
      return
    }
    reader.stretches.add(category, from, until)
    if (reader.isOperatorWeighted) reader.stretches.addShare(category, from, until, meeting.operatorPart)
    if (this.#gathers) this.#sink.gather!(reader.look, subject, category, from, until)
  }

  /** Makes the reader ready for the current site. */
  #enterSite(reader: Reader): void {
    if (reader.stretches.site === this.#site) return
    reader.stretches.clear(this.#site)
    this.#touched[this.#touchedCount++] = reader
  }

  /** Answers that change with the day, or differ between subjects of a cohort. */
  #addByDay(meeting: Meeting, subject: number): void {
    const { reader, spells } = meeting
    const denominatorDates = reader.denominatorDates.ask(subject)
    if (denominatorDates === NO) return
    const numeratorDates = reader.numeratorDates.ask(subject)
    const condition = reader.isConditional ? this.#conditionOf(meeting, subject) : undefined
    for (let index = 0; index < spells.length; index++) {
      const { from, until, denominator, numerator, vendorGroup } = spells[index]!
      const asked = and(denominator, denominatorDates)
      const counted = and(numerator, numeratorDates)
      if (!condition) {
        this.#add(meeting, subject, from, until, asked, counted, vendorGroup)
        continue
      }
      for (const stretch of condition) {
        const start = Math.max(from, stretch.from)
        const end = Math.min(until, stretch.until)
        const both = and(asked, stretch.value)
        if (start < end && both !== NO) this.#add(meeting, subject, start, end, both, counted, vendorGroup)
      }
    }
  }

  /** What must hold of the single subject besides, over time. */
  #conditionOf({ reader, answers, place }: Meeting, subject: number): TrileanSpells {
    const { measure, answers: asked } = reader.asked
    let condition = always(YES)
    for (let index = 0; index < answers.datedExceptions.length; index++) {
      const dates = reader.exceptionDates[index]!.ask(subject)
      if (dates !== NO)
        condition = andSpells(condition, notSpells(andSpells(answers.datedExceptions[index]!, always(dates))))
    }
    if (measure.onSiteWith) condition = andSpells(condition, this.#companionAnswers(reader, subject, place))
    const { entityOf } = this.#estate
    if (asked.asksAuthorisations)
      condition = andSpells(condition, this.#records.withoutAuthorisation(measure.regime!, entityOf[subject]!))
    if (measure.waiversOf !== undefined)
      condition = andSpells(condition, notSpells(this.#records.waived(measure.waiversOf, entityOf[subject]!)))
    return condition
  }

  /** Days on which what must be on the site of a subject is there. */
  #companionAnswers(reader: Reader, subject: number, place: SubjectClass['place']): TrileanSpells {
    if (place === 'nowhere') return always(NO)
    if (place === 'somewhere') return orSpells(this.#itself(reader, subject), this.#companionsAnywhere(reader))
    if (reader.companionSite !== this.#site) {
      reader.companions = this.#companionsOnSite(reader)
      reader.companionSite = this.#site
    }
    return reader.companions
  }

  /** What is physical is where it is, wherever that may be; what is not may be nowhere. */
  #itself(reader: Reader, subject: number): TrileanSpells {
    const { classes, classOf } = this.#estate
    const itself = this.#companion(reader, subject)
    return classes[classOf[subject]!]!.kind === 'physical' ? itself : perhaps(itself)
  }

  /** What a total misses, and what stands somewhere, may be beside anything, and anything beside it. */
  #companionsOnSite(reader: Reader): TrileanSpells {
    const { siteCount, firstMissingSite } = this.#estate
    if (this.#site >= firstMissingSite) return this.#companionsAnywhere(reader)
    reader.companionsSomewhere ??= perhaps(this.#companionsOn(reader, firstMissingSite, siteCount + 1))
    return orSpells(this.#companionsOn(reader, this.#site, this.#site + 1), reader.companionsSomewhere)
  }

  #companionsAnywhere(reader: Reader): TrileanSpells {
    return (reader.companionsAnywhere ??= perhaps(this.#companionsOn(reader, 0, this.#estate.siteCount + 1)))
  }

  /** Days on which what must be on a site is there on one of the sites [fromSite, untilSite), or stands somewhere. */
  #companionsOn(reader: Reader, fromSite: number, untilSite: number): TrileanSpells {
    const { siteStart } = this.#estate
    let answer = always(NO)
    for (let subject = siteStart[fromSite]!; subject < siteStart[untilSite]!; subject++)
      answer = orSpells(answer, this.#companion(reader, subject))
    return answer
  }

  /** Days on which a subject is what must be on a site. */
  #companion(reader: Reader, subject: number): TrileanSpells {
    const { service, presence, classes, classOf } = this.#estate
    const asked = answersOf(reader.asked, this.#cohorts, this.#cohorts.cohortOf[subject]!).companion!
    const dates = reader.companionDates.ask(subject)
    if (dates === NO || (asked.length === 1 && asked[0]!.value === NO)) return always(NO)
    if (classes[classOf[subject]!]!.place === 'nowhere') return always(NO)
    const windows = reader.asked.measure.onSiteWith!.reads === 'service' ? service : presence
    const possible = during(windows.possibleFrom.get(subject), windows.possibleUntil.get(subject), MAYBE)
    const certain = during(windows.certainFrom.get(subject), windows.certainUntil.get(subject), YES)
    return andSpells(andSpells(asked, always(dates)), orSpells(possible, certain))
  }

  #settleSite(): void {
    for (let index = 0; index < this.#touchedCount; index++) this.#touched[index]!.stretches.settle()
    this.#touchedCount = 0
  }
}

function perhaps(answer: TrileanSpells): TrileanSpells {
  return andSpells(answer, always(MAYBE))
}

function meet(reader: Reader, answers: GroupAnswers, example: SubjectClass, estate: Estate): Meeting {
  const spells = answers.spells
    .map((spell) => ({ ...spell, from: Math.max(spell.from, reader.from), until: Math.min(spell.until, reader.until) }))
    .filter(({ from, until }) => from < until)
  const { isFinal, denominatorTests, numeratorTests } = reader.asked.answers
  return {
    reader,
    answers,
    spells,
    isPlain: isFinal && denominatorTests.length + numeratorTests.length === 0 && spells.length === 1,
    operatorPart: operatorPart(example, estate),
    place: example.place,
    latest: reader.denominatorDates.latest,
    after: reader.denominatorDates.after,
  }
}
