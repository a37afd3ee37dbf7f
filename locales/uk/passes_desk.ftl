pass-desk = Бюро перепусток
pass-desk-text = <b>Бюро перепусток</b>
    Перепустку одній людині видають з її картки в «Працівниках». Решта тут.

pass-types = Види перепусток
pass-types-list = <b>Види перепусток</b>
    Готові: { $ready }.
    { $own ->
        [0] Власних видів у вас поки немає.
        [one] Власних: { $own }. Натисніть, щоб змінити.
        [few] Власних: { $own }. Натисніть потрібний, щоб змінити.
        [many] Власних: { $own }. Натисніть потрібний, щоб змінити.
       *[other] Власних: { $own }. Натисніть потрібний, щоб змінити.
    }
pass-type-new = ➕ Новий вид
pass-type-saved = ✅ Вид «{ $name }» збережено. Його можна обрати, коли видаєте перепустку.
pass-type-name-wanted = Як називати такі перепустки? Один рядок, до { $most } символів. Назва стоїть на перепустках і не змінюється; решту можна змінити згодом.
pass-type-card = <b>{ $name }</b>
    Поля: { $fields }
    Діє: { $days }
    Фото: { $photo }
    Картки: { $print }

    Зміни стосуються перепусток, які видадуть відтепер. Коли все гаразд, натисніть «Зберегти».
pass-type-no-fields = Без полів
pass-type-photo-yes = потрібне
pass-type-photo-no = не потрібне
pass-type-print-yes = можна друкувати
pass-type-print-no = лише код у телефоні
pass-type-fields = Поля
pass-type-days = Строк дії
pass-type-photo = Фото
pass-type-print = Друк
pass-type-save = 💾 Зберегти
pass-type-retire = Вивести з ужитку
pass-type-fields-wanted = Напишіть поля, по одному в рядку: не більше ніж { $most }, кожне до { $longest } символів. Наприклад:

    <code>Номер авто
    Марка авто</code>
pass-type-days-wanted = Скільки діє така перепустка? Натисніть або напишіть кількість днів.
pass-type-retire-ask = Вивести «{ $name }» з ужитку? Нових таких перепусток не видаватимуть. Видані діятимуть до свого строку.
pass-type-retire-confirm = Так, вивести

pass-photos = 📷 Фото на схвалення
pass-photos-list = Ці люди надіслали фото. Перегляньте кожне й вирішіть.
pass-photos-none = Фото на схвалення немає.
pass-photo-wanted = 📷 Для цієї перепустки потрібне ваше фото. Надішліть його: перепустка запрацює, щойно керівник його схвалить.
pass-send-photo = 📷 Надіслати своє фото
pass-photo-ask = Надішліть одне своє вертикальне фото, як на паспорт: обличчя анфас, посередині й велике (понад половину висоти), за доброго світла, без шапки й темних окулярів, без інших людей. Боки буде обрізано до 3:4.
pass-photo-sent = Фото в керівника. Коли він вирішить, вам прийде повідомлення.
pass-photo-look = Переглянути
pass-photo-card = <b>{ $name }</b>
    Чи це ця людина, сама, анфас? Обличчя має заповнювати овал: черговий бачитиме його на малому екрані.
pass-photo-approve = ✅ Схвалити
pass-photo-refuse = ❌ Попросити інше
pass-photo-approved = ✅ { $name }: фото схвалено, воно вже на перепустках.
pass-photo-refused = { $name }: попросили інше фото. Відхилене видалено.

pass-print-card = 🖨 Картка
pass-print-sheet = 🖨 A4
pass-printed = { $cards ->
        [one] { $cards } картка для друку.
        [few] { $cards } картки для друку.
        [many] { $cards } карток для друку.
       *[other] { $cards } картки для друку.
    } Код на картці діє стільки ж, скільки перепустка: віддайте її лише власникові. Якщо картку загублено, натисніть на перепустці «Картку загублено».
pass-printed-left = { $left ->
        [one] Ще { $left } перепустка поки без картки.
        [few] Ще { $left } перепустки поки без карток.
        [many] Ще { $left } перепусток поки без карток.
       *[other] Ще { $left } перепустки поки без карток.
    }
pass-face-number = № { $number }
pass-face-until = Діє до { $until }
pass-card-lost = Картку загублено
pass-card-lost-ask = Друковану картку № { $number } загублено ({ $name })? За її кодом більше нікого не пропустять. Сама перепустка й код у телефоні власника діятимуть далі.
pass-card-lost-confirm = Так, скасувати її код
pass-card-ended = Код загубленої картки № { $number } більше не діє. Щоб надрукувати іншу, відкрийте перепустку.

refused-pass-unprintable = Цю перепустку не надрукувати: її показують лише з телефона або вона зараз не діє. Відкрийте її, щоб побачити чому.
refused-nothing-to-print = Жодної з цих перепусток не надрукувати: їх показують лише з телефона або вони чекають на фото.

pass-ending = ⌛ Закінчуються
pass-ending-list = Ці перепустки закінчуються протягом двох тижнів. Натисніть, щоб подовжити на такий самий строк.
pass-ending-none = Протягом двох тижнів жодна перепустка не закінчується.
pass-renew = 🔄 Подовжити
pass-renew-one = 🔄 { $name }, № { $number }, { $until }
pass-renewed = ✅ Подовжено: <b>{ $type }</b> № { $number }, { $name }. Діє до { $until }. Власник уже отримав повідомлення. Друкована картка діє далі; якщо важлива дата на ній, надрукуйте нову.
pass-history = Історія
pass-history-of = <b>{ $type }</b> № { $number }, { $name }, до { $until }
pass-event = { $at } { $what }: { $by }
pass-event-pass-issued = видано
pass-event-pass-renewed = подовжено
pass-event-pass-revoked = анульовано
pass-event-pass-photo = додано фото
pass-event-pass-printed = надруковано картку
pass-event-pass-card-ended = скасовано код загубленої картки

notice-pass-renewed = 🔄 Вашу перепустку «{ $type }» № { $number } подовжено: діє до { $until }.
notice-pass-reminder = ⌛ Ваша перепустка «{ $type }» № { $number } закінчується { $days ->
        [0] сьогодні
        [one] через { $days } день
        [few] через { $days } дні
        [many] через { $days } днів
       *[other] через { $days } дня
    }, { $until }. Якщо вона потрібна й далі, зверніться до керівника.
notice-passes-ending = ⌛ Протягом двох тижнів { $count ->
        [one] закінчується { $count } перепустка.
        [few] закінчуються { $count } перепустки.
        [many] закінчується { $count } перепусток.
       *[other] закінчується { $count } перепустки.
    } Подовжте ті, що ще потрібні: кожну одним дотиком.

pass-order-to-department = 👥 Підрозділу
pass-order-from-file = 📄 З файлу
pass-order-type = Яку перепустку вони отримають? Види з полями видають з файлу.
pass-order-department = Якому підрозділу?
pass-order-number = Табельний номер
pass-order-file = Надішліть XLSX або CSV із заголовками і такими стовпцями: <b>{ $columns }</b>. Нічого не буде видано, доки ви не побачите, що зміниться.
pass-order-plan = <b>{ $type }</b>, { $days }: { $source }
    ➕ Буде видано: <b>{ $gets }</b>
    Уже мають: { $holds }
    Не змогли б показати (не зареєстровані): { $unregistered }
    Непридатних рядків: { $bad }
pass-order-names = { $names }{ $more ->
        [0] {""}
       *[other] {" "}та ще { $more }
    }
pass-order-bad = Рядок { $row }: { $reason }
pass-order-fault-number = табельного номера немає або він пошкоджений
pass-order-fault-field = поле порожнє або задовге
pass-order-fault-repeated = уже є вище
pass-order-fault-unknown = працівника з таким табельним номером немає у списку
pass-order-go = { $count ->
        [one] Видати { $count } перепустку
        [few] Видати { $count } перепустки
        [many] Видати { $count } перепусток
       *[other] Видати { $count } перепустки
    }
pass-ordered = { $count ->
        [one] Видаємо { $count } перепустку.
        [few] Видаємо { $count } перепустки.
        [many] Видаємо { $count } перепусток.
       *[other] Видаємо { $count } перепустки.
    } Хід видно в окремому повідомленні; можете працювати далі.
pass-print-batch = 🖨 Надрукувати картки

notice-pass-batch = 🎫 { $type }: { $source }
    Видано: { $settled } з { $total }
notice-pass-batch-done = { $issued ->
        [one] ✅ Готово: { $issued } перепустка.
        [few] ✅ Готово: { $issued } перепустки.
        [many] ✅ Готово: { $issued } перепусток.
       *[other] ✅ Готово: { $issued } перепустки.
    } Зареєстрованих власників повідомлено.

refused-order-headings = У файлі немає стовпця «{ $missing ->
        [number] Табельний номер
        [plate] Номер авто
       *[other] { $missing }
    }». Додайте його до рядка заголовків і надішліть файл ще раз.
refused-order-outdated = Список працівників або перепустки відтоді змінилися. Почніть знову в бюро перепусток.
refused-nobody-ordered = Ніхто не отримав би перепустки. Почніть знову в бюро перепусток.
