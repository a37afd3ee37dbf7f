signing-my-documents = Мої документи
signing-documents = Документи
signing-send = Надіслати документ
signing-verify = Перевірити документ

signing-file-wanted = Надішліть файл документа до 20 МБ, найкраще PDF. Фото документа надсилайте як файл: стиснене фото – це вже не той самий документ.
signing-offer = Отримано файл <b>{ $file }</b>. Надіслати його на підпис?
signing-send-this = Надіслати на підпис
signing-changing = <b>{ $file }</b> згодом може показати інше, хоча сам файл ніхто не змінить:
    { $kinds }

    Підписане має лишатися таким, яким його бачили. Зробіть незмінну копію – зображення сторінок, як вони виглядають зараз, – або надішліть інший файл.
signing-changing-javascript = • у ньому є програма (JavaScript)
signing-changing-form = • поля форми можуть змінитися: програми малюють їх наново або команда ховає чи очищає їх
signing-changing-layers = • у ньому є приховані шари або шари лише для екрана чи друку
signing-changing-launch = • у ньому є команда, що запускає іншу програму
signing-changing-remote = • частина вмісту надходить ззовні: відео, сервер чи інший файл
signing-changing-unseen = • у ньому забагато частин, щоб перевірити всі
signing-fixed-copy = Зробити незмінну копію
signing-fixed-copy-made = Це незмінна копія. Перегляньте її: люди отримають саме цей файл.
signing-title = Файл <b>{ $file }</b> збережено. Як назвати документ? Введіть назву або залиште назву файлу.
signing-title-keep = Залишити «{ $name }»
signing-class = <b>{ $title }</b>
    Що мають зробити люди?
signing-class-sign = Підписати
signing-class-acknowledge = Ознайомитися
signing-class-course = Пройти навчання
signing-audience = Кому надіслати? Натисніть кнопку, введіть частину імені або надішліть список файлом (XLSX, CSV, TXT): у кожному рядку одна людина – табельний номер, телефон або ім’я.
signing-everyone = Усім зареєстрованим
signing-departments = Підрозділам
signing-departments-text = Оберіть підрозділи. Поруч – скільки в них зареєстрованих людей.
signing-no-department = Без підрозділу
signing-clear = Обрати заново
signing-chosen-go-on = Далі ({ $number })
signing-chosen-done = Готово ({ $number })
signing-nobody-chosen = Поки нікого не обрано.
signing-chosen-sender = Серед них – ви.
signing-chosen = { $number ->
        [one] Отримає <b>{ $number }</b> людина: { $names }
        [few] Отримають <b>{ $number }</b> людини: { $names }
       *[many] Отримають <b>{ $number }</b> людей: { $names }
    }{ $more ->
        [0] {""}
       *[other] {" "}та ще { $more }
    }
signing-found = { $total ->
        [1] Знайдено { $total } людину.
        [one] Знайдено { $total } людину, показано { $shown }.
        [few] Знайдено { $total } людини, показано { $shown }.
       *[many] Знайдено { $total } людей, показано { $shown }.
    } Натисніть, щоб додати, або введіть інше ім’я.
signing-found-nobody = Серед зареєстрованих такого імені немає. Спробуйте іншу частину імені або спершу запросіть людину.
signing-days = { $days ->
        [one] { $days } день
        [few] { $days } дні
       *[many] { $days } днів
    }
signing-deadline = До якого дня чекати на відповіді? Натисніть кнопку або введіть дату, наприклад 31.12.2026. Строк мине наприкінці робочого дня; щоб змінити час, введіть 31.12.2026 23:59.
signing-day-off = ⚠️ Строк – { $day ->
        [1] понеділок
        [2] вівторок
        [3] середа
        [4] четвер
        [5] п’ятниця
        [6] субота
       *[7] неділя
    }, { $deadline }. Після { $until } нікому не нагадаю: робочих годин до строку більше немає. Перенести строк?
signing-day-off-never = ⚠️ Строк – { $day ->
        [1] понеділок
        [2] вівторок
        [3] середа
        [4] четвер
        [5] п’ятниця
        [6] субота
       *[7] неділя
    }, { $deadline }. До нього немає робочих годин, тож нікому не нагадаю. Перенести строк?
signing-day-off-move = На { $deadline }
signing-day-off-keep = Залишити цей строк
signing-summary-attached = 📎 Готовим файлом буде аркуш підписів, а цей файл буде вкладено в нього без змін.
signing-summary-margin = ✍️ На полях кожної сторінки буде позначка «Підписано електронно» з QR-кодом. { $unmarked ->
        [0] {""}
       *[other] Без позначки через брак місця залишиться сторінок: { $unmarked }.
    }
signing-summary-mark = ✍️ Видима позначка: { $place }
signing-mark = Видима позначка
signing-mark-ask = <b>Де в готовому файлі поставити видиму позначку?</b>
    Вона каже, що документ підписано електронно, і має QR-код. Пропоную лише місця, де сторінка порожня.
signing-mark-none = Без позначки
signing-mark-first-top-right = Перша стор., вгорі праворуч
signing-mark-first-bottom-right = Перша стор., внизу праворуч
signing-mark-last-bottom-left = Остання, внизу ліворуч
signing-mark-last-bottom-right = Остання, внизу праворуч
signing-listed = ⚠️ Цей файл схожий на список людей, рядків із телефоном чи поштою: { $people }. Надіслати список { $number ->
        [one] { $number } людині
       *[other] { $number } людям
    }? Кожен побачить його весь.
signing-send-list = ✅ Надіслати список ({ $number })
signing-import-instead = Це список працівників
signing-summary = <b>{ $title }</b>
    Файл: { $file }
    Потрібно: { $kind ->
        [sign] підписати
        [acknowledge] ознайомитися
       *[course] пройти навчання
    }
    Строк: { $deadline }
    Підтвердження: { $confirmation ->
        [pin] кнопка і PIN
        [qualified] кваліфікований підпис (цього вимагає організація)
       *[tap] лише кнопка
    }{ $order ->
        [one] {""}
        [together] {"\u000A"}Порядок: усі одночасно
       *[sequence] {"\u000A"}Порядок: по черзі, кожен наступний – після підпису попереднього
    }{ $handing ->
        [self] {""}
       *[colleague] {"\u000A"}Передавання: адресат може передати документ колезі
    }
signing-warning-sign = Не кожен документ можна підписати в такий спосіб. Для деяких, зокрема кадрових, закон вимагає власноручного або кваліфікованого підпису. Приймаючи застереження, ви підтверджуєте, що цей документ до них не належить.
signing-warning-acknowledge = Не з кожним документом можна ознайомити в такий спосіб. Для деяких, наприклад наказу про звільнення чи догану, закон вимагає власноручного підпису. Приймаючи застереження, ви підтверджуєте, що цей документ до них не належить.
signing-warning-accept = ⚠️ Приймаю застереження
signing-warning-accepted = ☑️ Застереження прийнято.
signing-send-now = ✅ Надіслати ({ $number })
signing-change-title = Змінити назву
signing-change-class = Змінити дію
signing-change-audience = Змінити адресатів
signing-change-deadline = Змінити строк
signing-to-sequence = Надсилати по черзі
signing-to-together = Надсилати всім одразу
signing-to-tap = Підтверджувати без PIN
signing-to-pin = Підтверджувати з PIN
signing-to-colleague = Дозволити передати колезі
signing-to-self = Не дозволяти передавати
signing-sent = { $number ->
        [one] Надсилаю: { $number } адресат.
        [few] Надсилаю: { $number } адресати.
       *[many] Надсилаю: { $number } адресатів.
    } Табло оновлюється саме.
signing-board-moved = 📋 <b>{ $title }</b>: табло є в новішому повідомленні.
signing-board = Табло

signing-statement-sign = Я прочитав(-ла) документ «{ $title }», версія { $version }, відбиток { $fingerprint }. Погоджуюся з ним і підписую його.
signing-statement-acknowledge = З документом «{ $title }», версія { $version }, відбиток { $fingerprint }, мене ознайомлено.
signing-statement-course = Я повністю пройшов(-ла) навчання «{ $title }», версія { $version }, відбиток { $fingerprint }.
signing-statement-witness = Я прочитав(-ла) акт «{ $title }», версія { $version }, відбиток { $fingerprint }. Як свідок підтверджую викладене в ньому.
signing-confirm = Ви підтверджуєте дослівно:

    <i>{ $statement }</i>

    { $confirmation ->
        [pin] Далі введете свій PIN.
       *[tap] Скасувати підтвердження буде неможливо.
    }
signing-confirm-sign = Підтверджую і підписую
signing-confirm-acknowledge = Підтверджую ознайомлення
signing-confirm-course = Підтверджую: навчання пройдено
signing-confirm-witness = Засвідчую
signing-pin = <b>{ $title }</b>
    Введіть PIN, щоб підтвердити.
signing-settled = «{ $title }»: { $state ->
        [signed] ви це вже підтвердили. Більше нічого робити не треба.
        [declined] ви вже відмовилися. Якщо це помилка, зверніться до керівника.
        [replaced] документ замінено новою версією. Якщо вона чекає на вас, то прийде сюди.
        [voided] документ відкликано. Нічого робити не треба.
        [delegated] ви передали документ колезі. Нічого робити не треба.
       *[expired] строк минув. Якщо документ ще потрібен, зверніться до керівника.
    }
signing-done = ✅ <b>{ $title }</b>
    { $kind ->
        [sign] Підписано
        [acknowledge] Ознайомлення підтверджено
        [witness] Акт засвідчено
       *[course] Навчання пройдено
    } { $at }, підпис { $signature }.
    Коли відповідять усі, сюди прийде готовий файл.
signing-reason = <b>{ $title }</b>
    Чому ви відмовляєтеся? Напишіть одним повідомленням: причину побачать автор і ті, хто вже підписав.
signing-decline-summary = <b>{ $title }</b>
    Відмовитися? Ваша причина:
    <i>{ $reason }</i>

    Скасувати відмову можна впродовж { $minutes ->
        [one] { $minutes } хвилини
       *[other] { $minutes } хвилин
    }. Далі вона остаточна: причину побачать автор і ті, хто вже підписав. Щоб змінити причину, напишіть іншу.
signing-decline-ends-sequence = ⚠️ Ваша відмова зупинить підписання за чергою: документ не { $number ->
        [one] отримає { $number } людина
        [few] отримають { $number } людини
       *[other] отримають { $number } людей
    } після вас.
signing-decline-ends-act = ⚠️ Тоді акт буде відкликано.
signing-decline-yes = Так, відмовитися
signing-declining = ✖️ <b>{ $title }</b>: ви відмовилися. Поки що про це ніхто не знає.
    Скасувати відмову можна до { $until }. Далі вона остаточна, і про неї дізнаються автор і ті, хто вже підписав.
signing-take-back = Скасувати відмову
signing-taken-back = Відмову скасовано, про неї ніхто не дізнався. <b>{ $title }</b> знову чекає на вас.
signing-do-sign = ✍️ Підписати
signing-do-acknowledge = ✍️ Підтвердити ознайомлення
signing-do-course = ✍️ Підтвердити проходження
signing-do-witness = ✍️ Засвідчити
signing-decline = Відмовитися
signing-snooze = Нагадати завтра
signing-snoozed = Нагадаю після { $until }.
signing-snoozed-not = До строку ({ $deadline }) робочих годин більше не буде, тож відкладати нікуди. Дайте відповідь сьогодні.
signing-my = { $kind ->
        [open] { $total ->
            [0] Документів на підпис немає.
            [one] На вас чекає { $total } документ.
            [few] На вас чекають { $total } документи.
           *[many] На вас чекає { $total } документів.
        }
       *[all] { $total ->
            [0] Документів ще не було.
           *[other] Усі ваші документи: { $total }.
        }
    }
signing-my-all = Усі
signing-my-open = Лише відкриті
signing-my-card = <b>{ $title }</b>
    Автор: { $author }
    Потрібно: { $kind ->
        [sign] підписати
        [acknowledge] ознайомитися
        [witness] засвідчити акт
       *[course] пройти навчання
    }
    Строк: { $deadline }
    Відбиток: <code>{ $fingerprint }</code>

    { $state ->
        [signed] ✅ Підтверджено { $at }
        [declined] ✖️ Ви відмовилися { $at }
        [declining] ✖️ Ви відмовилися. Скасувати відмову можна до { $at }
        [replaced] 🔁 Замінено новою версією
        [voided] 🚫 Відкликано { $at }
        [expired] ⌛ Строк минув { $at }
        [delegated] ↪️ Ви передали колезі { $at }
       *[open] ✍️ Чекає на вас
    }
signing-file = Файл
signing-finished = Готовий файл
signing-file-caption = <b>{ $title }</b>
    Відбиток: <code>{ $fingerprint }</code>
signing-finished-caption = <b>{ $title }</b>: файл із підписами та печаткою.
signing-open-card = Відкрити документ

signing-again = Надіслати ще раз
signing-new-version = Нова версія
signing-version-wanted = <b>{ $title }</b>
    Надішліть файл нової версії. Отримають її ті самі люди; попередню версію буде відкликано, щойно ви надішлете нову.
signing-newest = Нова версія
signing-replaced = <b>{ $title }</b>
    Це була стара версія. Нова – версія { $version }, строк { $deadline }. { $state ->
        [open] Відкрийте файл, прочитайте й натисніть кнопку.
       *[answered] На неї ви вже відповіли.
    }
    Відбиток: <code>{ $fingerprint }</code>
signing-version-change = Версію { $old } ви вже підтвердили. Це версія { $new }: відповідь потрібна і на неї.
signing-version-title = • Попередня назва: { $old }
signing-version-pages = • Сторінок: { $old } → { $new }
signing-version-size = • Розмір у байтах: { $old } → { $new }
signing-version-same = Назва, кількість сторінок і розмір ті самі.
signing-documents-text = { $total ->
        [0] Документів ще не надсилали. Почніть із кнопки нижче.
       *[other] Надіслані документи: { $total }. Відкрийте, щоб побачити, хто підтвердив.
    }
signing-board-text = <b>{ $title }</b>
    { $bar } { $signed }/{ $total }

    Надіслано: { $total }
    Доставлено: { $delivered }
    Відкрито: { $opened }
    Підтверджено: { $signed }
    Відмов: { $declined }

    { $state ->
        [voided] 🚫 Відкликано
        [finished] ✅ Завершено, готовий файл – за кнопкою
        [series] ✅ Завершено; файл кожного – за кнопкою «Хто на якому кроці»
       *[open] Строк: { $deadline }
    }
signing-board-qualified = 🖋 Підтвердження: кваліфікований підпис
signing-board-turn = ⏳ Зараз черга: { $name }
signing-places = Хто на якому кроці
signing-remind = Нагадати
signing-add = Додати людей
signing-add-text = <b>{ $title }</b>
    Кого додати? Введіть частину імені.
signing-added = Додано: { $name }. Документ <b>{ $title }</b> надійде, щойно настане черга. Можна ввести наступне ім’я.
signing-void = Відкликати
signing-refresh = Оновити
signing-places-text = <b>{ $title }</b>, людей: { $total }
signing-place = { $name }: { $state ->
        [waiting] чекає своєї черги
        [sent] надіслано { $since }
        [delivered] доставлено { $since }
        [opened] відкрито { $since }
        [signed] підтверджено { $since }
        [declined] відмова { $since }
        [voided] відкликано { $since }
        [no-turn] черга не настала: хтось раніше відмовився
        [left] закрито через звільнення { $since }
        [delegated] передано колезі { $since }
       *[expired] строк минув { $since }
    }
signing-place-reason = <i>{ $reason }</i>
signing-void-text = Відкликати документ <b>{ $title }</b>? Підтверджень: { $signed } з { $total }. Решта отримає повідомлення, що робити нічого не треба; наявні підписи залишаться доказами.
signing-void-yes = Так, відкликати
signing-voided = Документ <b>{ $title }</b> відкликано.
signing-reminded = { $number ->
        [0] Зараз нагадувати нікому.
        [one] Нагадування отримає { $number } людина. Частіше ніж раз на годину ця кнопка не нагадує.
        [few] Нагадування отримають { $number } людини. Частіше ніж раз на годину ця кнопка не нагадує.
       *[many] Нагадування отримають { $number } людей. Частіше ніж раз на годину ця кнопка не нагадує.
    }

signing-check-wanted = Надішліть або перешліть файл, який треба перевірити.
signing-check-unchanged = ✅ <b>Не змінено</b>
    { $title }
    Підписів: { $signed } з { $total }
    Печатка: { $organisation }, { $at }
signing-check-earlier = Це попередня редакція, справжня й незмінена. Є новіша: у ній на одну позначку часу більше. Підписи в обох ті самі.
signing-check-changed = ⛔️ <b>Змінено</b>
    Файл схожий на готовий документ, але вміст інший. Не покладайтеся на нього: попросіть оригінал у того, хто його надіслав.
signing-check-unknown = ❔ <b>Невідомий файл</b>
    Готового документа цієї організації у файлі не знайдено. Це не означає, що файл підроблено: перевірте, чи це сам файл, а не його фото чи роздруківка.
signing-check-original = 📄 <b>Оригінал документа</b>
    { $title }, надіслано { $at }
    Підписів: { $signed } з { $total }
    Підписи – у готовому файлі, не в цьому.
signing-check-signer = • { $name }, { $at }
signing-check-more = … та ще { $more }
signing-sheet-found = 📄 <b>{ $title }</b>
    { $organisation }
    Підтверджень: { $signed } з { $total }
    { $state ->
        [finished] Завершено { $at }
        [voided] 🚫 Відкликано { $at }
       *[open] Ще підписують, надіслано { $at }
    }

    SHA-256 оригіналу: <code>{ $fingerprint }</code>
    Щоб перевірити сам файл, надішліть його сюди.

notice-request-sent = <b>{ $title }</b>
    { $author } просить вас { $kind ->
        [sign] підписати цей документ
        [acknowledge] ознайомитися з цим документом
        [witness] засвідчити цей акт
       *[course] пройти це навчання
    } до { $deadline }.

    Відкрийте файл, прочитайте і натисніть кнопку.
    Відбиток: <code>{ $fingerprint }</code>
notice-request-reminder = ⏰ <b>{ $title }</b>
    Нагадую: { $kind ->
        [sign] документ чекає на ваш підпис
        [acknowledge] ознайомтеся, будь ласка, з документом
        [witness] акт чекає на вас як на свідка
       *[course] навчання чекає на вас
    }. Строк – { $deadline }.
notice-request-overdue = ⌛ <b>{ $title }</b>
    Строк минув { $deadline }, а { $kind ->
        [sign] підпису ще немає
        [acknowledge] ознайомлення ще не підтверджено
        [witness] акт ще не засвідчено
       *[course] навчання ще не пройдено
    }. Це ще можна зробити тут протягом тижня, із запізненням.
notice-request-overdue-author = ⌛ <b>{ $title }</b>
    Строк минув { $deadline }. Не відповіли: { $waiting } з { $total }. Вони ще можуть зробити це протягом тижня, із запізненням.
notice-request-voided = <b>{ $title }</b>: { $state ->
        [expired] строк минув, документ більше не чекає на вас.
        [replaced] цю версію замінено новою. Підписуйте ту, що прийшла останньою.
        [left-out] цю версію замінено новою, вас серед адресатів нової немає. Робити нічого не треба.
        [declined] у черзі перед вами є відмова. Робити нічого не треба.
       *[voided] документ відкликано. Робити нічого не треба.
    }
notice-version-replaced = <b>{ $title }</b>
    Ви підтвердили версію { $old }. Її замінила версія { $new }, вас серед її адресатів немає. Робити нічого не треба: ваш підпис під версією { $old } залишається чинним.
notice-unreached-document = ⚠️ <b>{ $name }</b>: повідомлення в Telegram не доходять, бо бота заблоковано або акаунт видалено. Відповіді на документ <b>{ $title }</b> ще немає.
    На табло документа видно, скільки людей недоступні в Telegram і скільки з них сповіщено через e-mail чи SMS.
notice-unreached-person = ⚠️ <b>{ $name }</b>: повідомлення в Telegram не доходять, бо бота заблоковано або акаунт видалено. Важливе надсилатиму через e-mail чи SMS, якщо вони є в картці.
notice-unreached-card = Відкрити картку
notice-request-declined = ✖️ <b>{ $title }</b>
    { $name } відмовляється. Причина:
    <i>{ $reason }</i>
notice-refusal-act = ⚠️ <b>{ $title }</b>
    Складено акт про те, що ви не підписали цей документ. Автор акта: { $author }. Його мають засвідчити двоє свідків. { $state ->
        [open] Ви ще можете відповісти: відкрийте документ.
       *[declined] Якщо щось не так, зверніться до автора акта.
    }
notice-sequence-ended = Підписання за чергою зупинено: документ не { $number ->
        [one] отримає ще { $number } людина
        [few] отримають ще { $number } людини
       *[other] отримають ще { $number } людей
    }.{ $reader ->
        [author] {" "}Щоб продовжити, надішліть нову версію.
       *[signer] {""}
    }
notice-document-finished = { $signed ->
        [0] ⌛ <b>{ $title }</b>
            Завершено, але ніхто не підтвердив (0 з { $total }). У файлі – аркуш про це з печаткою організації.
       *[other] ✅ <b>{ $title }</b>
            Завершено, підтверджень: { $signed } з { $total }. У файлі – підписи та печатка організації; щоб будь-коли перевірити його, надішліть файл цьому боту.
    }

sheet-title = Аркуш підписів та ознайомлення
sheet-organisation = Організація
sheet-document = Документ
sheet-file = Файл
sheet-fingerprint = Відбиток
sheet-size = Розмір
sheet-unit = байтів
sheet-version = Версія
sheet-made = Складено
sheet-mark = Підписано електронно: { $signed } з { $total }
sheet-tally = Підтверджень: { $signed } з { $total }
sheet-signed = Підтвердили
sheet-unsigned = Не підтвердили
sheet-name = Ім’я, посада
sheet-time = Час
sheet-way = Спосіб
sheet-signature = Підпис
sheet-state = Стан
sheet-qr-hint = За кодом документ можна перевірити.
sheet-note = Записи про кожен підпис вкладено в цей файл; печатка організації засвідчує його цілком. Перевірка: countersign verify.
sheet-unstamped = Під час запечатування служба позначок часу не відповіла: печатка має час сервера, позначку часу буде додано до файлу пізніше.
sheet-page = Сторінка { $page } з { $pages }
sheet-method-tap = кнопка
sheet-method-pin = кнопка і PIN
sheet-method-passkey = ключ доступу
sheet-method-qualified = кваліфікований підпис
sheet-outcome-signed = підписано
sheet-outcome-acknowledged = ознайомлено
sheet-outcome-completed = пройдено
sheet-outcome-witnessed = засвідчено
sheet-state-waiting = чекає своєї черги
sheet-state-open = без відповіді
sheet-state-signed = підтверджено
sheet-state-declined = відмова
sheet-state-voided = відкликано
sheet-state-no-turn = черга не настала
sheet-state-left = закрито через звільнення
sheet-state-expired = строк минув
sheet-state-delegated = передано колезі

refused-title-empty = Назва порожня. Введіть назву документа.
refused-title-long = Назва задовга: можна щонайбільше { $most } символів. Скоротіть її.
refused-nobody-chosen = Ніхто з обраних не зареєстрований, тож надсилати нікому. Оберіть інших.
refused-draft-gone = Цей документ уже надіслано або скасовано. Почніть знову з /menu.
refused-draft-changed = Відповіді відтоді змінилися. Перевірте останній підсумок і надішліть звідти.
refused-warning-unaccepted = Перш ніж надсилати, прийміть застереження в підсумку.
refused-date-unreadable = Не можу прочитати дату. Напишіть її так: 31.12.2026 або 31.12.2026 23:59.
refused-deadline-past = Цей строк уже минув. Оберіть пізніший день або допишіть час: 31.12.2026 23:59.
refused-deadline-far = Це більш ніж через три роки. Перевірте рік.
refused-reason-empty = Для відмови потрібна причина. Напишіть її одним повідомленням.
refused-reason-long = Причина задовга: можна щонайбільше { $most } символів. Скоротіть її.
refused-document-ended = «{ $title }» уже завершено або відкликано. Відкрийте документ знову, щоб побачити його стан.
refused-pin-wanted = Цей документ підтверджують PIN-кодом. Натисніть кнопку ✍️ під документом ще раз.
refused-file-empty = Файл порожній. Надішліть інший.
refused-pdf-damaged = Цей PDF пошкоджено: жодної сторінки не вдається показати. Збережіть його заново і надішліть ще раз.
refused-pdf-encrypted = Цей PDF заблоковано: він відкривається лише з паролем, тож люди не змогли б його прочитати. Збережіть його без пароля і надішліть ще раз.
refused-pdf-xfa = Це динамічна форма XFA, більшість програм її не покаже. Роздрукуйте її в PDF і надішліть ще раз.
refused-pdf-long = Незмінна копія може мати щонайбільше { $most } сторінок. Роздрукуйте файл у PDF і надішліть його.
refused-file-changing = Цей файл згодом може показати інше. Зробіть незмінну копію або надішліть інший файл.
refused-file-too-hard = Файл надто складний для обробки. Спростіть його (наприклад, збережіть через друк у PDF) і надішліть ще раз.
refused-timestamp-unavailable = Служба позначок часу не відповідає. Робити нічого не треба: запит буде повторено. Документи завершуються без очікування, позначки часу додаються пізніше.
refused-authority-untrusted = Сертифікат служби позначок часу не веде до жодного із сертифікатів у TSA_CERTIFICATES. Попросіть адміністратора перевірити їх.
refused-certificate-unreadable = Це не сертифікат у форматі PEM або DER із ключем P-256. Візьміть той, який видає команда countersign certificate.
refused-recipient-already = { $name } вже має цей документ. Оберіть когось іншого.
