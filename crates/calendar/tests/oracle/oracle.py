#!/usr/bin/env python3
"""A slow, independent answer to every question the calendar crate answers.

Reads one JSON document on standard input:
  {"calendar": {"days_off": [...], "swaps": [[off, worked], ...], "published": [...], "computed": [...]},
   "cases": [[received, unit, count, first_day_counted], ...]}
and writes one line per case:
  due transfer_by supplement_notice_by warn_by firm|provisional

It walks from day to day and from session to session; hours up to three working days are
walked again minute by minute and must agree. Nothing is shared with the product.
"""

import json
import sys
from datetime import date, datetime, timedelta

OPENINGS = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))
CLOSING = 17 * 60
OPENING = 7 * 60
CUTOFF_SECONDS = 15 * 3600
FIRST, LAST = date(2018, 1, 1), date(2075, 12, 31)
EPOCH = FIRST.toordinal()


def solar_holidays(year):
    """Holidays that the Labour Code itself puts on a day, with the days that make up for those on a weekend."""
    days = [(1, 1), (4, 30), (5, 1), (9, 2)] + ([(11, 24)] if year >= 2026 else [])
    holidays = [date(year, month, day) for month, day in days]
    off = set(holidays)
    for holiday in holidays:
        if holiday.weekday() >= 5:
            instead = holiday
            while instead.weekday() >= 5 or instead in off:
                instead += timedelta(days=1)
            off.add(instead)
    return off


def flags_of(calendar):
    """One flag per day: is it worked?"""
    off = {date.fromisoformat(day) for day in calendar["days_off"]}
    listed = {*calendar["published"], *calendar["computed"]}
    # The product looks no further than its tables.
    for year in {*range(FIRST.year, 2041)} - listed:
        off |= solar_holidays(year)
    worked = {date.fromisoformat(day) for _, day in calendar["swaps"]}
    flags = bytearray()
    for ordinal in range(EPOCH, LAST.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day in worked:
            flags.append(1)
        elif day in off or day.weekday() >= 5:
            flags.append(0)
        else:
            flags.append(1)
    return flags


def walk_days(worked, day, count):
    """The day on which `count` working days after `day` have gone by."""
    while count:
        day += 1
        if worked[day]:
            count -= 1
    return day


def walk_back(worked, day):
    day -= 1
    while not worked[day]:
        day -= 1
    return day


def walk_sessions(worked, day, second, left):
    """Uses up `left` seconds inside the sessions, one session after the other."""
    while True:
        if worked[day]:
            for opens, closes in OPENINGS:
                start = max(second, opens * 60)
                if start < closes * 60:
                    if closes * 60 - start >= left:
                        return day, start + left
                    left -= closes * 60 - start
        day, second = day + 1, 0


def walk_minutes(worked, day, minute, left):
    """The same, one minute at a time."""
    while left:
        if worked[day] and any(opens <= minute < closes for opens, closes in OPENINGS):
            left -= 1
        minute += 1
        if minute == 1440:
            day, minute = day + 1, 0
    return day, minute


def add_months(day, count):
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def is_short_or_medium(unit, count):
    """1, 2 or 3 days for a supplement, by nominal working days (in sevenths of an eighth)."""
    nominal = {"0": 0, "wd": count * 56, "wh": count * 7, "d": count * 40, "m": count * 30 * 40}[unit]
    if nominal < 5 * 56:
        return 1
    return 2 if nominal <= 10 * 56 else 3


def month_end(day, count, counted):
    end = add_months(day, count)
    if counted and end.day == day.day:
        end -= timedelta(days=1)
    return end


def answer(worked, published, received, unit, count, counted):
    moment = datetime.fromisoformat(received)
    day = moment.toordinal() - EPOCH
    second = moment.hour * 3600 + moment.minute * 60 + moment.second
    before_first = day - 1 if counted else day

    end, end_second = day, CLOSING * 60
    if unit == "0":
        end_second = second
    elif unit == "wd":
        end = walk_days(worked, before_first, count)
    elif unit == "wh":
        end, end_second = walk_sessions(worked, day, second, count * 3600)
        if count <= 24 and second % 60 == 0:
            again = walk_minutes(worked, day, second // 60, count * 60)
            assert again == (end, end_second // 60), (received, count)
    else:
        if unit == "d":
            end = before_first + count
        else:
            end = month_end(moment.date(), count, counted).toordinal() - EPOCH
        while not worked[end]:
            end += 1

    if worked[day] and second <= CUTOFF_SECONDS:
        transfer = (day, CLOSING * 60)
    else:
        transfer = (walk_days(worked, day, 1), OPENING * 60)
    notice = walk_days(worked, before_first, is_short_or_medium(unit, count))
    warn = walk_back(worked, end)
    years = range(moment.year, date.fromordinal(EPOCH + end).year + 1)
    counts = unit != "0"
    firm = "provisional" if counts and any(year not in published for year in years) else "firm"
    moments = ((end, end_second), transfer, (notice, CLOSING * 60), (warn, CLOSING * 60))
    return " ".join([*(text_of(*each) for each in moments), firm])


def text_of(day, second):
    stamp = date.fromordinal(EPOCH + day).isoformat()
    return f"{stamp}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def main():
    asked = json.load(sys.stdin)
    worked = flags_of(asked["calendar"])
    published = set(asked["calendar"]["published"])
    lines = [answer(worked, published, *case) for case in asked["cases"]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
