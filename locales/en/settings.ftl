settings = <b>{ $organisation }</b>

    🕘 { $weekdays }, { $hours }
    🌍 { $zone }, now { $clock }
    🎄 Upcoming days off: { $off }
    🔁 Upcoming extra working days: { $on }
    ☎️ Contact on posters and cards: { $contact }
    ✍️ Mark on each page of finished files: { $marks ->
        [on] yes
       *[off] no
    }
    🖋 Qualified signature instead of the PIN: { $demanded ->
        [some] { $qualified }
       *[none] not required
    }

    Reminders are sent only during working hours. I reply to people at any time.
settings-marks = { $state ->
        [on] Don’t mark pages
       *[off] Mark every page
    }
settings-qualified = Qualified signatures
settings-qualified-question = <b>Where is a qualified signature required instead of the PIN?</b>
    Press an action to change it. Recipients sign the file in Diia, Vchasno or another program and send me the result. Documents already sent stay as they are. The administrator has to load trusted lists first.
settings-contact = Contact
settings-contact-question = <b>Whom can people ask?</b> Now printed: { $contact }
    Type a phone number, an email or a room, up to { $most } characters. It’s printed on posters, stickers and cards from now on.
settings-contact-remove = ✖ Remove contact
printed-contact = Questions? { $contact }
settings-none = none
settings-weekdays = Working days
settings-hours = Working hours
settings-days = Days off and extra days
settings-zone = Time zone
settings-weekday-1 = Mon
settings-weekday-2 = Tue
settings-weekday-3 = Wed
settings-weekday-4 = Thu
settings-weekday-5 = Fri
settings-weekday-6 = Sat
settings-weekday-7 = Sun
settings-weekdays-question = <b>Which days do you work?</b> Press a day to switch it on or off.
settings-hours-question = <b>Working hours: { $hours }</b>
    Choose other hours or type them, for example <code>8:30-17:15</code>. No reminders are sent outside them.
settings-zone-question = <b>Which time zone are you in?</b>
    Choose one, or type a large city in your zone in English, for example <code>Vienna</code>.
settings-zones-found = <b>Which city?</b> Each shows its local time now. If yours isn’t here, type another.
settings-days-list = <b>Days off 🎄 and extra working days 🔁</b>

    { $days }

    Press ✖ to remove a date.
settings-no-days = No dates yet.
settings-days-off = ➕ Add days off
settings-days-on = ➕ Add working days
settings-days-off-wanted = <b>Which days are off?</b> No reminders are sent on these days.
    Send one or more dates: <code>08.03.2027</code> or <code>25.12.2026–08.01.2027</code>. Separate them with commas or new lines.
settings-days-on-wanted = <b>Which extra days do you work?</b> For example, a Saturday instead of a Monday.
    Send dates: <code>16.01.2027, 23.01.2027</code>

refused-contact-unusable = The contact must be one line of up to { $most } characters. Type it again.
refused-zone-unknown = I can’t find that time zone. Type a large city in English, for example Kyiv or Vienna.
refused-diia-branch-unusable = This isn’t a branch ID, which has up to 64 letters, digits, hyphens and underscores. Copy it from Diia’s answer.
refused-hours-unreadable = I can’t read these hours. Type them like this: 9:00-18:00. The end must be later than the start.
refused-no-working-day = You need at least one working day. Turn another day on first.
refused-days-unreadable = I can’t read “{ $line }”, so nothing was changed. Type dates like 08.03.2027 or 25.12.2026–08.01.2027.
refused-days-far = One date is more than five years away, so nothing was changed. Check the year and send the dates again.
refused-days-many = You can mark up to { $most } days, so nothing was changed. Remove some and try again.
