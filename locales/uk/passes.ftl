pass-my-passes = Мої перепустки
pass-my-list = Оберіть перепустку, щоб показати її код. Код діє 3 хвилини й спрацьовує один раз.
pass-my-none = Перепусток у вас поки немає. Якщо вам потрібна перепустка, зверніться до керівника.
pass-label = { $type } № { $number }, до { $until }
pass-live = <b>{ $type }</b> № { $number }
    { $name }

    { $bar } <b>{ $left }</b>
    Спрацює один раз, до { $until }.
    Код для введення вручну: <code>{ $typed }</code>

    Покажіть QR-код на пункті перевірки. Якщо час минув, натисніть «Оновити код».
pass-live-expired = <b>{ $type }</b> № { $number }
    ⌛ Час цього коду минув. Щоб показати перепустку, натисніть «Оновити код».
pass-live-used = <b>{ $type }</b> № { $number }
    ✔️ Цей код уже показано, вдруге він не спрацює. Щоб показати перепустку ще раз, натисніть «Оновити код».
pass-refresh = 🔄 Оновити код
pass-full-screen = 📱 На весь екран
pass-show = Показати код
pass-open = Відкрити перепустку

pass-type-staff = Службова перепустка
pass-type-student = Студентський квиток
pass-type-visitor = Гостьова перепустка
pass-type-vehicle = Перепустка на авто
pass-type-parking = Перепустка на стоянку
pass-type-library = Читацький квиток
pass-type-contractor = Перепустка підрядника
pass-type-id-card = ID-картка
pass-type-foreign-passport = Закордонний паспорт
pass-type-taxpayer-card = Картка платника податків
pass-type-student-card = Студентський (Дія)
pass-type-birth-certificate = Свідоцтво про народження
pass-type-idp-certificate = Довідка ВПО
pass-type-driving-licence = Посвідчення водія
pass-type-vehicle-registration = Техпаспорт
pass-type-pension-card = Пенсійне посвідчення
pass-type-residence-permit = Посвідка на проживання

pass-days = { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
pass-issue = Видати перепустку
pass-issue-type = <b>{ $name }</b>: яку перепустку видати?
pass-issue-days = { $type }: на який строк? Натисніть кнопку або введіть дати: 25.12.2026 чи 25.12.2026–28.12.2026.
pass-issue-photo = Надішліть фото власника: обличчя анфас, без інших людей. Черговий звірятиме людину з цим фото.
pass-without-photo = Без фото
pass-issued = ✅ Видано: <b>{ $type }</b> № { $number }
    { $name }
    Діє до { $until }
pass-from = Діє з { $day }
pass-issued-told = Власник уже отримав повідомлення і може показати код.
pass-issued-photo-wanted = Власник має надіслати фото. Перепустка запрацює, щойно ви його схвалите.
pass-issue-field = { $type }: що вписати в поле «{ $field }»?
pass-field = { $label }: <b>{ $value }</b>
pass-field-plate = Номер авто
pass-photo-on-file = Узяти схвалене фото
pass-photo-from-holder = Попросити фото у власника
pass-of = Перепустки
pass-of-list = Перепустки: <b>{ $name }</b>
pass-of-none = <b>{ $name }</b> перепусток ще не має.
pass-card = <b>{ $type }</b> № { $number }
    { $name }
    Діє до { $until }
pass-card-photo-wanted = 📷 Очікує на фото власника
pass-card-revoked = 🚫 Анульовано { $at }
pass-card-expired = ⌛ Строк дії минув
pass-revoke = Анулювати
pass-revoke-ask = Анулювати перепустку? <b>{ $type }</b> № { $number }, { $name }, діє до { $until }. Від цієї миті за нею нікого не пропустять. Відновити її не можна, лише видати нову.
pass-revoke-confirm = Так, анулювати
pass-revoked = 🚫 Перепустку № { $number } анульовано. { $name } більше не зможе її показати.
pass-not-me-told = Керівників попереджено. Якщо телефон був не у вас, попросіть керівника видати вам нове особисте посилання.

notice-pass-issued = Вам видано: <b>{ $type }</b> № { $number }, діє до { $until }. Щоб пройти через пункт перевірки, натисніть «Показати код».
notice-pass-revoked = 🚫 Вашу перепустку «{ $type }» № { $number } анульовано. Якщо це помилка, зверніться до керівника.
notice-photo-sent = 📷 <b>{ $name }</b>: надійшло фото для перепусток. Перегляньте його й вирішіть.
notice-photo-approved = ✅ Ваше фото схвалено, воно вже на ваших перепустках.
notice-photo-refused = Ваше фото не прийняли. Надішліть інше: обличчя анфас і великим планом, за доброго світла, без інших людей.
notice-checked = ✅ { $organisation }: вашу перепустку № { $number } ({ $type }) перевірено.
    { $place }, { $at }
notice-checked-not-passed = ℹ️ { $organisation }: вашу перепустку № { $number } ({ $type }) перевірено, але вас не пропустили.
    { $place }, { $at }

    { $verdict ->
        [not-yet-valid] Вона ще не почала діяти. Якщо це помилка, зверніться до керівника.
        [pass-expired] Її строк минув. Нову видає керівник.
        [revoked] Її анульовано. Якщо це помилка, зверніться до керівника.
        [not-accepted-here] Там таких не приймають. Якщо це помилка, зверніться до керівника.
        [own-pass] Власну перепустку не перевіряють. Хай її перевірить інший черговий.
        [already-used] Код уже використано. Відкрийте «Мої перепустки», оновіть код і покажіть ще раз.
        [already-used-here] Код уже використано. Відкрийте «Мої перепустки», оновіть код і покажіть ще раз.
       *[code-expired] Строк коду минув. Відкрийте «Мої перепустки», оновіть код і покажіть ще раз.
    }
notice-checked-not-me = Це не я
notice-not-me = ⚠️ <b>{ $holder }</b> каже, що перепустку № { $number } показував хтось інший.
    { $place }, { $at }
    Черговий: { $guard }

    Зателефонуйте на пункт. Якщо треба, анулюйте перепустку.

refused-photo-unusable = Це фото не підходить. Надішліть звичайне вертикальне фото (JPEG, PNG, HEIC або WebP), від { $least } пікселів завширшки, з обличчям посередині.
refused-pass-validity = Перепустка може діяти щонайбільше { $days } днів. Оберіть строк кнопкою.
refused-pass-type-name = Напишіть назву одним рядком, до { $most } символів.
refused-pass-fields = Не більше ніж { $most } полів, по одному в рядку, усі різні, до { $longest } символів кожне. Напишіть ще раз.
refused-pass-field = Поле «{ $field }» вміщує один рядок до { $longest } символів. Напишіть ще раз.
refused-pass-type-gone = Такого виду перепусток уже немає. Відкрийте список видів ще раз.
refused-pass-type-taken = Вид «{ $name }» уже є. Змініть його або напишіть іншу назву.
refused-pass-types-many = Власних видів може бути щонайбільше { $most }. Спершу приберіть один із них.
refused-pass-draft-gone = Оформлення цієї перепустки вже завершено або скасовано. Почніть знову з картки працівника.
refused-pass-photo-wanted = Перепустка № { $number } ще не діє: спершу мають схвалити ваше фото. Надішліть його в «Моїх перепустках».
refused-photo-decided = Це фото вже розглянули. Відкрийте список фото ще раз.
refused-pass-revoked = Перепустку № { $number } анульовано. Зверніться до керівника.
refused-pass-expired = Строк дії перепустки № { $number } минув. Попросіть у керівника нову.
refused-pass-not-yet-valid = Перепустка № { $number } ще не почала діяти. Спробуйте, коли настане її час.
refused-pass-period-past = Ці дні вже минули. Напишіть пізніші.
