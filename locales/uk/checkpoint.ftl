checkpoint-qrs = Службові QR-коди
checkpoint-qrs-list = Службові QR-коди: хто сканує такий код, той заступає на зміну. Оберіть код або створіть новий.
checkpoint-qrs-none = Службових QR-кодів ще немає. Створіть перший: хто його відсканує, той заступить на зміну.
checkpoint-qr-label = { $name } · { $days ->
        [one] ще { $days } день
        [few] ще { $days } дні
        [many] ще { $days } днів
       *[other] ще { $days } дня
    }
checkpoint-qr-card = <b>{ $name }</b>
    { $place }
    Приймає: { $accepts }
    Зміна: до { $hours } год
    На зміну заступають: { $admits ->
        [guards] призначені чергові
        [staff] будь-хто із зареєстрованих працівників
       *[approved] призначені чергові, а інші – з дозволу керівника
    }
    Діє до { $until } ({ $days ->
        [one] ще { $days } день
        [few] ще { $days } дні
        [many] ще { $days } днів
       *[other] ще { $days } дня
    })
checkpoint-qr-on-duty = На зміні: { $names }
checkpoint-qr-deleted = 🚫 Не діє з { $at }
checkpoint-qr-open = Відкрити код
checkpoint-accepts-all = усі перепустки
checkpoint-today = Сьогодні
checkpoint-svg = SVG
checkpoint-svg-sent = QR-код у SVG: для друкарні, будь-якого розміру.
checkpoint-poster = { $size ->
        [A4] Плакат A4
        [A5] Плакат A5
       *[S] Наклейки
    }
checkpoint-poster-sent = { $size ->
        [S] Вісім наклейок на аркуші A4: надрукуйте на самоклейному папері в масштабі 100 %.
       *[other] Плакат { $size }: надрукуйте й повісьте там, де заступають на зміну.
    }
checkpoint-poster-call = Скануйте, щоб заступити на зміну
checkpoint-poster-scan = Наведіть камеру телефона на код і відкрийте бота.
checkpoint-poster-start = Натисніть «Заступити на зміну».
checkpoint-poster-check = Надсилайте боту фото QR-кодів перепусток: відповідь надійде за мить.
checkpoint-poster-until = Код діє до { $until }
checkpoint-poster-contact = Питання: { $name }

checkpoint-issue = ➕ Створити QR-код
checkpoint-issue-name = Як називається пункт? Наприклад: «Прохідна № 1».
checkpoint-issue-place = Де він? Наприклад: «Головний вхід, вул. Соборна, 5». Це місце бачитимуть ті, кого перевіряють.
checkpoint-issue-accepts = Які перепустки тут приймають? Позначте потрібні; щоб приймати всі, не позначайте нічого.
checkpoint-issue-documents = Документи в Дії перевіряє сама Дія за штрихкодом. Позначте ті, на які дивляться тут.
checkpoint-accepts-every = Приймати всі ›
checkpoint-accepts-these = Приймати позначені ›
checkpoint-issue-hours = Скільки може тривати зміна?
checkpoint-hours = { $hours } год
checkpoint-issue-days = Скільки діятиме код? 180 днів – найдовший строк; нагадаю заздалегідь.
checkpoint-issue-summary = Перевірте:

    <b>{ $name }</b>
    { $place }
    Приймає: { $accepts }
    Зміна: до { $hours } год
    Діє до { $until }

    На зміну заступають: { $admits ->
        [guards] лише чергові, яких ви призначили (на картці людини)
        [staff] будь-хто із зареєстрованих працівників, хто відсканує код
       *[approved] призначені чергові одразу, решта – з дозволу керівника
    }.
checkpoint-issue-confirm = Створити
checkpoint-issue-pin = Введіть свій PIN: ним підписується службовий QR-код.

checkpoint-admits = { $admits ->
        [guards] 🛡 Заступають: призначені чергові
        [staff] 👤 Заступають: усі працівники
       *[approved] ✋ Заступають: з дозволу
    }
checkpoint-edit-button = ✏️ Змінити
checkpoint-edit = Що змінити? Сам код лишається, плакат передруковувати не треба.

    <b>{ $name }</b>
    { $place }
    Приймає: { $accepts }
    Зміна: до { $hours } год
    На зміну заступають: { $admits ->
        [guards] призначені чергові
        [staff] будь-хто із зареєстрованих працівників
       *[approved] призначені чергові, а інші – з дозволу керівника
    }
checkpoint-edit-name = Назва
checkpoint-edit-place = Місце
checkpoint-edit-accepts = Перепустки
checkpoint-edit-hours = Зміна
checkpoint-edit-keep = Зберегти
checkpoint-edit-pin = Введіть свій PIN: ним підписуються нові умови.
checkpoint-edited = ✅ Збережено, плакат лишається чинним. Ті, хто зараз на зміні, перевіряють за новими умовами вже з наступного коду.

checkpoint-guest-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    Вас немає серед зареєстрованих працівників, тому заступити тут можна лише з дозволу керівника. Він побачить ваше ім’я в Telegram: { $guest }. Попросити дозволу?
checkpoint-guest-ask = Попросити дозволу
checkpoint-guest-asked = ⏳ Керівники отримали ваш запит. Пункт: { $name }, { $place }. Зачекайте на відповідь тут. Якщо за пів години її не буде, відскануйте код ще раз.
checkpoint-guest-pending = ⏳ Керівник ще не вирішив: { $name }, { $place }. Зачекайте на відповідь тут.
checkpoint-guest-admit = ✅ Дозволити на одну зміну
checkpoint-guest-refuse = Відмовити
checkpoint-guest-on = 🟢 На зміні: <b>{ $guest }</b>, до { $until }
    { $name }, { $place }
    Дозвіл: { $by }
checkpoint-guest-off = { $state ->
        [refused] 🚫 Не допущено: <b>{ $guest }</b>
       *[admitted] ⚪️ Уже не на зміні: <b>{ $guest }</b>
    }
    { $name }, { $place }
    Рішення: { $by }
checkpoint-guest-send-off = Завершити цю зміну

checkpoint-renew = 🔄 Подовжити
checkpoint-renew-ask = Подовжити «{ $name }»? Ви отримаєте новий код, чинний до { $until }. Старий код і плакат із ним одразу перестануть діяти. { $count ->
        [0] Зараз на зміні нікого немає.
        [one] Зараз на зміні { $count } людина. Що робити зі зміною?
        [few] Зараз на зміні { $count } людини. Що робити з їхніми змінами?
        [many] Зараз на зміні { $count } людей. Що робити з їхніми змінами?
       *[other] Зараз на зміні { $count } людини. Що робити з їхніми змінами?
    }
checkpoint-renew-pin = Введіть PIN, щоб подовжити службовий QR-код: { $name }.
checkpoint-renew-keep = Нехай зміна триває
checkpoint-renew-end = Завершити зміну
checkpoint-renewed = ✅ Код подовжено: він новий, старий більше не діє. Замініть плакат. { $count ->
        [0] Зараз на зміні нікого немає.
        [one] На зміні лишається { $count } людина.
        [few] На зміні лишаються { $count } людини.
        [many] На зміні лишаються { $count } людей.
       *[other] На зміні лишаються { $count } людини.
    }
checkpoint-delete = Видалити
checkpoint-delete-ask = Видалити «{ $name }»? Код перестане діяти одразу. { $count ->
        [0] Зараз на зміні нікого немає.
        [one] Зміна { $count } людини завершиться.
       *[other] Зміни { $count } людей завершаться.
    }
checkpoint-delete-confirm = Так, видалити
checkpoint-deleted = «{ $name }»: код видалено. { $count ->
        [0] На зміні нікого не було.
        [one] Завершено { $count } зміну.
        [few] Завершено { $count } зміни.
        [many] Завершено { $count } змін.
       *[other] Завершено { $count } зміни.
    }

checkpoint-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    Ви заступите на зміну від імені організації до { $until }.
checkpoint-offer-own = Ви зараз на зміні: { $name }, { $place }. Вона завершиться, щойно ви заступите.
checkpoint-offer-others = Тут уже на зміні: { $names }.
checkpoint-ask-first = Вас не призначено черговим, тому заступити тут можна лише з дозволу керівника.
checkpoint-go = Заступити на зміну
checkpoint-take-over = Прийняти зміну (їхня завершиться)
checkpoint-started = 🟢 Ви на зміні: <b>{ $name }</b>, { $place }
    { $organisation }, до { $until }

    Надсилайте сюди фото QR-кодів: по одному, кілька на знімку або альбомом. Або введіть символи під QR-кодом.
checkpoint-started-documents = Документ у Дії: надішліть фото штрихкоду або введіть 13 цифр під ним.
checkpoint-shift = Моя зміна
checkpoint-shift-now = 🟢 Ви на зміні: <b>{ $name }</b>, { $place }
    До { $until }
checkpoint-shift-over = ⚪️ Ваша зміна завершилася { $at }: { $name }, { $place }.
checkpoint-off-duty = Ви не на зміні, тому перевірити код не можна. Щоб заступити, відскануйте камерою службовий QR-код на пункті.
checkpoint-end-shift = Завершити зміну
checkpoint-scanner = 📷 Відкрити сканер
checkpoint-scanner-browser = 🌐 Відкрити в браузері
checkpoint-scanner-menu = Сканер
checkpoint-scanner-link = 📱 Сканер відкривається в браузері. Кнопка діє один раз, до { $until }, і лише для вас: хто її відкриє, перевірятиме перепустки від вашого імені.
checkpoint-scanner-go = Відкрити в браузері
checkpoint-report = ⚪️ Зміну завершено: <b>{ $name }</b>, { $place }
    Почалася { $since }
checkpoint-go-again = Щоб заступити знову, відскануйте службовий QR-код.
checkpoint-checks = Перевірок: { $count }
checkpoint-no-checks = Перевірок ще не було.

checkpoint-severity-found = ЗНАЙДЕНА, ДІЙСНА
checkpoint-severity-stop = НЕ ПРОПУСКАТИ
checkpoint-severity-cannot-tell = ЩЕ НЕ ПЕРЕВІРЕНО
checkpoint-seen = <b>{ $name }</b>
    { $type } № { $number }
    Діє до { $until }
checkpoint-seen-begins = Почне діяти { $begins }
checkpoint-verdict-valid = Переконайтеся, що перед вами ця людина, і пропускайте.
checkpoint-verdict-code-expired = Код просто застарів; про людину це нічого не говорить. Попросіть натиснути «Оновити код» і показати новий.
checkpoint-verdict-already-used = Цей код уже показували: можливо, це знімок екрана. Попросіть відкрити бота й оновити код при вас.
checkpoint-verdict-pass-expired = Строк дії перепустки минув. Нову видає керівник.
checkpoint-verdict-not-yet-valid = Перепустка ще не почала діяти. Якщо це помилка, зверніться до керівника.
checkpoint-verdict-revoked = Дійсної перепустки не знайдено: цю анульовано. Зателефонуйте керівникові.
checkpoint-verdict-not-accepted-here = Перепустка справжня, але на цьому пункті таких не приймають. Якщо це помилка, зверніться до керівника.
checkpoint-verdict-own-pass = Це ваша власна перепустка: самого себе не перевіряють. Хай вас перевірить інший черговий або керівник.
checkpoint-verdict-no-pass = Це код організації, але не перепустка. Попросіть відкрити «Мої перепустки» й показати код звідти.
checkpoint-verdict-changed = Такого документа не знайдено: його змінено після підписання. Зателефонуйте керівникові.
checkpoint-verdict-forged = Перепустки не знайдено: код схожий на наш, але підроблений. Зателефонуйте керівникові.
checkpoint-verdict-unknown = Перепустки не знайдено: це не код вашої організації. Попросіть відкрити «Мої перепустки» й показати код звідти.
checkpoint-verdict-unreadable = На знімку не вдалося прочитати QR-код. Підійдіть ближче, додайте світла або надішліть знімок файлом. Можна ввести символи під QR-кодом.
checkpoint-verdict-unavailable = Перевірити зараз не вдалося; про людину це нічого не говорить. Надішліть знімок ще раз або введіть символи під QR-кодом.
checkpoint-verdict-valid-offline = Була дійсною, коли востаннє була мережа. Переконайтеся, що перед вами ця людина, і пропускайте.
checkpoint-verdict-already-used-here = Цей код уже використано на цьому пункті: можливо, це знімок екрана. Попросіть відкрити бота й оновити код при вас.
checkpoint-verdict-not-in-pack = Без мережі цей код тут невідомий. Про людину це нічого не говорить: перепустка може бути новою. Перевірте ще раз, коли з’явиться мережа, або зверніться до керівника.
checkpoint-verdict-pack-too-old = Дані для перевірки без мережі застаріли; про людину це нічого не говорить. Знайдіть мережу або зверніться до керівника.
checkpoint-document-confirmed = ДІЯ ПІДТВЕРДИЛА – ЗВІРТЕ
checkpoint-verdict-document-valid = Документ дійсний. Звірте фото та ім’я на екрані телефону з людиною і пропускайте.
checkpoint-verdict-document-unconfirmed = Дія не знає цього коду: його вже використано або минули три хвилини. Про людину це нічого не говорить. Попросіть оновити код і перевірте ще раз.
checkpoint-verdict-document-repeated = Цей код уже перевіряли, а діє він один раз. Якщо людина та сама, попередній результат чинний. Інакше попросіть новий код.
checkpoint-verdict-document-unanswered = Дія не відповіла, чи дійсний документ; код, можливо, вже використано. Попросіть новий код і перевірте ще раз. Якщо не допоможе, вирішуйте самі: звірте документ на екрані з людиною.
checkpoint-verdict-document-unavailable = Дія зараз недоступна, код не використано. Про людину це нічого не говорить. Спробуйте ще раз або вирішуйте самі: звірте документ на екрані з людиною.
checkpoint-document-kinds = Який це документ, Дія не повідомляє. Тут перевіряють: { $kinds }. Подивіться, що саме на екрані.
checkpoint-document-sent = Надіслано до Дії { $at }: { $name }, { $place }. Результат: { $result }.
checkpoint-moving = QR-код не читається з відео, GIF чи наліпки. Надішліть звичайне фото коду або введіть символи під ним.
checkpoint-used = Використано { $at }: { $name }, { $place }.
checkpoint-elsewhere = ⚠️ Ту саму перепустку щойно перевірили в іншому місці: { $name }, { $place }, { $at }. Переконайтеся, хто перед вами.
checkpoint-other-codes = ℹ️ { $count ->
        [one] Ще { $count } код на знімку – не перепустка.
        [few] Ще { $count } коди на знімку – не перепустки.
       *[many] Ще { $count } кодів на знімку – не перепустки.
    } Якщо його показала людина, попросіть її відкрити «Мої перепустки».
checkpoint-own-qr = 🟢 Це службовий QR-код вашої зміни: <b>{ $name }</b>, { $place }
    Зміна триває до { $until }. Щоб перевірити перепустку, надішліть фото її QR-коду.
checkpoint-again = ⚠️ Цю саму картку вже показували тут: { $at }. Чи не передали її іншому? Звірте фото.

checkpoint-count-valid = дійсних: { $count }
checkpoint-count-code-expired = код застарів: { $count }
checkpoint-count-already-used = код уже використано: { $count }
checkpoint-count-pass-expired = строк перепустки минув: { $count }
checkpoint-count-not-yet-valid = ще не діє: { $count }
checkpoint-count-revoked = анульовано: { $count }
checkpoint-count-not-accepted-here = тут не приймають: { $count }
checkpoint-count-own-pass = власна перепустка: { $count }
checkpoint-count-changed = документ змінено: { $count }
checkpoint-count-forged = підроблено: { $count }
checkpoint-count-unknown = не наш код: { $count }
checkpoint-count-unreadable = не прочитано: { $count }
checkpoint-count-unavailable = не вдалося перевірити: { $count }
checkpoint-count-valid-offline = дійсні, перевірено без мережі: { $count }
checkpoint-count-already-used-here = код уже використано тут: { $count }
checkpoint-count-not-in-pack = невідомі без мережі: { $count }
checkpoint-count-pack-too-old = застаріли дані без мережі: { $count }

checkpoint-count-document-valid = документ підтверджено: { $count }
checkpoint-count-document-unconfirmed = Дія не підтвердила: { $count }
checkpoint-count-document-repeated = код уже надсилали до Дії: { $count }
checkpoint-count-document-unanswered = Дія не відповіла: { $count }
checkpoint-count-document-unavailable = Дія недоступна: { $count }

checkpoint-day = Перевірки за { $day }, { $where }
checkpoint-everywhere = усі пункти
checkpoint-export = ⬇️ Журнал у файлі
checkpoint-export-ask = За який час потрібен журнал перевірок? Файл зникне з чату через годину.
checkpoint-export-days = { $days ->
        [0] Увесь журнал
        [1] Сьогодні
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
checkpoint-log = Журнал перевірок
checkpoint-log-file = Перевірки.xlsx
checkpoint-log-remark = Персональні дані: не пересилайте, після роботи видаліть.
checkpoint-log-done = <b>⚠️ Тут персональні дані.</b> Перевірок у журналі: { $checks }. Збережіть файл, якщо треба: { $until } він зникне з чату.
checkpoint-log-at = Коли
checkpoint-log-name = Пункт
checkpoint-log-place = Місце
checkpoint-log-verdict = Результат
checkpoint-log-type = Перепустка
checkpoint-log-number = №
checkpoint-log-holder = Власник
checkpoint-log-guard = Черговий
checkpoint-log-id = Перевірка
checkpoint-log-undone = Скасовано
checkpoint-log-reason = Чому скасовано
checkpoint-log-arrived = Перевірено без мережі, отримано
checkpoint-log-judged = Результат після отримання
checkpoint-log-verdict-valid = дійсна
checkpoint-log-verdict-code-expired = код застарів
checkpoint-log-verdict-already-used = код уже використано
checkpoint-log-verdict-pass-expired = строк минув
checkpoint-log-verdict-not-yet-valid = ще не діє
checkpoint-log-verdict-revoked = анульована
checkpoint-log-verdict-not-accepted-here = тут не приймають
checkpoint-log-verdict-own-pass = власна перепустка
checkpoint-log-verdict-changed = документ змінено
checkpoint-log-verdict-forged = підроблений код
checkpoint-log-verdict-unknown = не наш код
checkpoint-log-verdict-unreadable = не прочитано
checkpoint-log-verdict-unavailable = не вдалося перевірити
checkpoint-log-verdict-valid-offline = дійсна (без мережі)
checkpoint-log-verdict-already-used-here = код уже використано тут (без мережі)
checkpoint-log-verdict-not-in-pack = невідомий код (без мережі)
checkpoint-log-verdict-pack-too-old = застаріли дані без мережі

checkpoint-log-verdict-document-valid = документ підтверджено
checkpoint-log-verdict-document-unconfirmed = Дія не підтвердила
checkpoint-log-verdict-document-repeated = код уже надсилали до Дії
checkpoint-log-verdict-document-unanswered = Дія не відповіла
checkpoint-log-verdict-document-unavailable = Дія недоступна

notice-service-qr-reminder = ⏳ Службовий QR-код <b>{ $name }</b> ({ $place }) перестане діяти { $days ->
        [0] сьогодні
        [one] через { $days } день
        [few] через { $days } дні
        [many] через { $days } днів
       *[other] через { $days } дня
    }: { $until }. Щоб отримати новий код, натисніть «🔄 Подовжити».
notice-service-qr-expired = ⌛ Службовий QR-код <b>{ $name }</b> ({ $place }) більше не діє, зміни за ним завершено. Подовжте його, щоб пункт працював далі.
notice-guest-asks = 🙋 <b>{ $guest }</b> (ім’я з Telegram, особу не перевірено) просить дозволу заступити на зміну: { $name }, { $place }. Дозволяйте, лише якщо знаєте, хто це.
notice-employee-asks = 🙋 <b>{ $guest }</b> є у списку працівників, але не серед призначених чергових, і просить дозволу заступити на зміну: { $name }, { $place }. Дозволити на одну зміну?
notice-guest-asks-formerly = ⚠️ Раніше цей акаунт Telegram належав працівникові: <b>{ $name }</b>. Тепер він тут не діє.
notice-guest-refused = Керівник не дозволив вам заступити на зміну: { $name }, { $place }. Якщо це помилка, зверніться до нього.
notice-shift-taken-over = 🔁 На зміну заступає <b>{ $guard }</b> замість: { $before }. { $name }, { $place }, { $at }. Якщо це помилка, перевірте в «Службових QR-кодах», хто на зміні.
notice-offline-differed = ⚠️ <b>{ $name }</b>, { $place }: перевірок без мережі, результат яких тепер інший: { $count }. Черговий: { $guard }.
notice-offline-differed-first = Перша з них, { $at }: черговий бачив «{ $shown }», результат тепер «{ $found }». Перепустка № { $number }. Розпитайте чергового й перегляньте журнал перевірок.
notice-shift-ended = ⚪️ Вашу зміну завершено: <b>{ $name }</b>, { $place }. { $why ->
        [time] Її час минув.
        [handover] Її прийняла інша людина.
        [deleted] Службовий QR-код видалено.
        [renewed] Службовий QR-код замінено новим.
        [expired] Строк дії службового QR-коду минув.
        [not-admitted] Ви більше не серед тих, хто тут заступає.
        [sent-off] Її завершив керівник.
       *[own] Ви її завершили.
    } Початок: { $since }. Щоб заступити знову, відскануйте чинний службовий QR-код.

refused-label-unusable = Це не підходить: потрібен один рядок, до { $most } символів. Напишіть коротше.
refused-service-qr-terms = Такий строк не підходить: службовий QR-код діє щонайбільше { $days } днів. Оберіть кнопкою.
refused-service-qr-closed = За цим кодом заступити на зміну не можна. Попросіть у керівника чинний службовий QR-код.
refused-not-guard = Тут заступають лише призначені чергові: { $name }, { $place }. Попросіть керівника призначити вас.
refused-service-qr-deleted = «{ $name }»: цей код уже видалено або замінено новим. Відкрийте «Службові QR-коди».
refused-guest-asks-too-often = Ви вже кілька разів просили дозволу. Зачекайте { $minutes } хвилин або зверніться до керівника.
refused-guest-not-admitted = За цим кодом заступити не можна. Зверніться до того, хто вам його дав.
refused-guest-request-expired = Запит уже не діє: { $name }. Нехай людина відсканує чинний код ще раз.
refused-device-key-unusable = Ключ цього браузера не підходить, тож перевіряти без мережі тут не вдасться. Відкрийте сканер в іншому браузері.
refused-picture-unusable = Цей файл не відкривається як знімок. Надішліть звичайне фото (JPEG, PNG, HEIC або WebP).
refused-picture-crowded = На знімку понад { $most } QR-кодів, жодного ще не перевірено. Знімайте їх меншими групами.
refused-picture-too-large = Знімок завеликий. Надішліть його як фото, а не файлом.
refused-typed-code-mistyped = У коді помилка. Звірте його з 12 символами під QR-кодом і введіть ще раз.
refused-barcode-mistyped = У номері помилка: остання цифра не сходиться. Звірте його з 13 цифрами під штрихкодом і введіть ще раз. До Дії нічого не надіслано.
refused-barcodes-crowded = На знімку кілька штрихкодів, жодного не надіслано до Дії. Зніміть один.
refused-diia-qr-shown = Це QR-код Дії, а перевірити можна лише штрихкод. Попросіть перемкнути на штрихкод, зніміть його або введіть 13 цифр під ним.
refused-documents-not-checked = На цьому пункті документів у Дії не перевіряють; до Дії нічого не надіслано. Якщо це помилка, зверніться до керівника.

checkpoint-snooze = Нагадати завтра
checkpoint-snoozed = Добре, до { $until } не нагадуватиму. Код діє далі, поки не мине його строк.
checkpoint-snoozed-not = Строк коду – { $until }. До нього робочих годин більше не буде, тож відкладати нікуди. Подовжте код сьогодні.
checkpoint-undo = ↩️ Скасувати перевірку
checkpoint-undo-ask = Чому ця перевірка помилкова? Напишіть одним рядком. Скасувати перевірку можна протягом 15 хвилин.
checkpoint-undone = ↩️ Перевірку скасовано, у журналі лишилася позначка. Щоб перевірити людину знову, попросіть оновити код.
checkpoint-undone-before = Цю перевірку вже скасовано. У журналі лишається перша причина.
checkpoint-undone-result = ↩️ <b>СКАСОВАНО</b>: ця перевірка не рахується.
refused-undo-too-late = Скасувати перевірку можна лише протягом { $minutes } хвилин. Розкажіть про помилку керівникові.
refused-reason-unusable = Напишіть причину одним рядком, до { $most } символів.
