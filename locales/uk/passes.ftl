pass-my-passes = Мої перепустки
pass-my-list = Оберіть перепустку, щоб показати її код. Код діє 3 хвилини й спрацьовує один раз.
pass-my-none = Перепусток у вас поки немає. Якщо вам потрібна перепустка, зверніться до керівника.
pass-label = { $type } № { $number }, до { $until }
pass-live = <b>{ $type }</b> № { $number }
    { $name }

    Діє до <b>{ $until }</b>, один раз.
    Код для набору: <code>{ $typed }</code>

    Покажіть QR-код на пункті перевірки. Якщо час минув, натисніть «Оновити код».
pass-refresh = 🔄 Оновити код
pass-show = Показати код
pass-open = Відкрити перепустку

pass-type-staff = Службова перепустка
pass-type-student = Студентський квиток
pass-type-visitor = Гостьова перепустка
pass-type-vehicle = Перепустка на авто
pass-type-parking = Перепустка на стоянку
pass-type-library = Читацький квиток
pass-type-contractor = Перепустка підрядника

pass-days = { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
pass-issue = Видати перепустку
pass-issue-type = <b>{ $name }</b>: яку перепустку видати?
pass-issue-days = { $type }: скільки вона діятиме?
pass-issue-photo = Надішліть фото власника: обличчя анфас, без інших людей. Черговий звірятиме за ним людину.
pass-without-photo = Без фото
pass-issued = ✅ Видано: <b>{ $type }</b> № { $number }
    { $name }
    Діє до { $until }

    Власник уже отримав повідомлення і може показати код.
pass-of = Перепустки
pass-of-list = Перепустки: <b>{ $name }</b>
pass-of-none = <b>{ $name }</b> перепусток ще не має.
pass-card = <b>{ $type }</b> № { $number }
    { $name }
    Діє до { $until }
pass-card-revoked = 🚫 Анульовано { $at }
pass-card-expired = ⌛ Строк дії минув
pass-revoke = Анулювати
pass-revoke-ask = Анулювати: <b>{ $type }</b> № { $number }, { $name }, діє до { $until }? Із цієї миті за нею нікого не пропустять. Повернути її не можна, лише видати нову.
pass-revoke-confirm = Так, анулювати
pass-revoked = 🚫 Перепустку № { $number } анульовано. { $name } її більше не покаже.
pass-not-me-told = Керівників попереджено. Якщо телефон був не у вас, попросіть керівника перевипустити ваше посилання.

notice-pass-issued = Вам видано: <b>{ $type }</b> № { $number }, діє до { $until }. Щоб показати її на пункті перевірки, натисніть «Показати код».
notice-checked = ✅ { $organisation }: вашу перепустку № { $number } ({ $type }) перевірено.
    { $place }, { $at }
notice-checked-not-passed = ℹ️ { $organisation }: вашу перепустку № { $number } ({ $type }) перевіряли, але за цим кодом не пропустили.
    { $place }, { $at }

    Оновіть код у «Моїх перепустках» і покажіть ще раз.
notice-checked-not-me = Це не я
notice-not-me = ⚠️ <b>{ $holder }</b> каже, що перепустку № { $number } показував хтось інший.
    { $place }, { $at }
    Перевіряє: { $guard }

    Зателефонуйте на пункт. Якщо треба, анулюйте перепустку.

refused-photo-unusable = Це фото не підходить. Надішліть звичайне фото (JPEG, PNG або WebP), від { $least } пікселів завширшки й заввишки.
refused-pass-validity = Перепустка може діяти щонайбільше { $days } днів. Оберіть строк кнопкою.
refused-pass-revoked = Перепустку № { $number } анульовано. Зверніться до керівника.
refused-pass-expired = Строк дії перепустки № { $number } минув. Попросіть у керівника нову.
refused-pass-not-yet-valid = Перепустка № { $number } ще не почала діяти. Спробуйте, коли настане її час.
