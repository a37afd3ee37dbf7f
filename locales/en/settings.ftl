settings = <b>{ $organisation }</b>

    🕘 { $weekdays }, { $hours }
    🌍 { $zone }, now { $clock }
    🎄 Days off ahead: { $off }
    🔁 Working days ahead, whatever the weekday: { $on }

    Reminders come within these hours only. What people do themselves is answered at any time.
settings-none = none
settings-weekdays = Weekdays
settings-hours = Hours
settings-days = Days off and moved days
settings-zone = Time zone
settings-weekday-1 = Mon
settings-weekday-2 = Tue
settings-weekday-3 = Wed
settings-weekday-4 = Thu
settings-weekday-5 = Fri
settings-weekday-6 = Sat
settings-weekday-7 = Sun
settings-weekdays-question = <b>On which weekdays do you work?</b> Press a day to change it.
settings-hours-question = <b>Working hours now: { $hours }</b>
    Choose others, or type them, such as <code>8:30-17:15</code>. Outside them it is quiet: no reminders.
settings-zone-question = <b>By whose clock do you work?</b>
    Choose, or type a large city of your zone in English, such as <code>Vienna</code>.
settings-zones-found = <b>Which one?</b> The time there now stands beside the city. If none is right, type another city.
settings-days-list = <b>Days off 🎄 and moved working days 🔁</b>

    { $days }

    A press on ✖ takes a day back: it then follows its weekday.
settings-no-days = None is marked ahead.
settings-days-off = ➕ Days off
settings-days-on = ➕ Working days
settings-days-off-wanted = <b>Which days are off?</b> Nobody is reminded then.
    Send dates, one or several: <code>08.03.2027</code> or <code>25.12.2026–08.01.2027</code>. A new line for each, or commas.
settings-days-on-wanted = <b>Which days are worked, whatever the weekday?</b> A Saturday in the place of a Monday, say.
    Send dates: <code>16.01.2027, 23.01.2027</code>

refused-zone-unknown = I know no such time zone. Type a large city in English letters, such as Kyiv or Vienna.
refused-hours-unreadable = I could not read the hours. Type them like 9:00-18:00; they must end after they begin.
refused-no-working-day = At least one weekday must be left to work on. Tick another one first.
refused-days-unreadable = I cannot read “{ $line }”. Write dates like 08.03.2027 or 25.12.2026–08.01.2027. Nothing was changed.
refused-days-far = A date is more than five years away. Check the year and send it again. Nothing was changed.
refused-days-many = No more than { $most } days can be marked. Remove some first. Nothing was changed.
