signing-personal = Персональний текст
signing-text-wanted = Надішліть текст повідомленням або файлом .txt чи .md. Кожен отримає власний PDF, де ці поля заповнено зі списку:
signing-text-markup = <code># Заголовок</code>, <code>- пункт</code>, <code>**жирне**</code>. Самі дужки пишіть подвійними: <code>{"{{"}</code> і <code>{"}}"}</code>.
signing-field-name = ім’я
signing-field-position = посада
signing-field-department = підрозділ
signing-field-number = табельний номер
signing-field-date = дата
signing-field-deadline = строк
signing-field-title = назва
signing-field-organisation = організація
signing-field-author = автор
signing-summary-personal = 👤 Персональний текст: кожен отримає власний PDF зі своїми даними.
signing-preview = 👁 Переглянути PDF
signing-preview-text = Такий PDF отримає <b>{ $name }</b>.
signing-preview-empty = ⚠️ Поле <code>{ $field }</code> у списку порожнє: { $number ->
        [one] у { $number } людини
       *[other] у { $number } людей
    }.
signing-preview-file = Зразок.pdf
signing-board-blocked = Не відповіли й недоступні в Telegram:
signing-board-by-email = ✉️ пишу на e-mail: { $number }
signing-board-by-sms = 📱 пишу в SMS: { $number }
signing-board-unreached = ⚠️ листа надіслати нікуди, зателефонуйте: { $number }
signing-place-unreached = 📵 повідомлення в Telegram не доходять: бота заблоковано або акаунт видалено
signing-board-put-off = ⚠️ { $number ->
        [one] { $number } готовий файл поки не вдалося створити
        [few] { $number } готові файли поки не вдалося створити
       *[many] { $number } готових файлів поки не вдалося створити
    }. Підписи збережено, спроби тривають.
signing-seal-again = Спробувати зараз
signing-sealing-again = Пробую ще раз. Табло оновиться саме.

notice-series-finished = ✅ <b>{ $title }</b>
    Завершено, підтверджень: { $signed } з { $total }. Файл кожного – за кнопкою.
notice-sealing-put-off = ⚠️ <b>{ $title }</b>
    Готовий файл поки не вдалося створити (<code>{ $error }</code>). Якщо це триває, покажіть це адміністраторові.
    Підписи збережено, далі я пробуватиму сам.

refused-field-unknown = Такого поля немає: { $field }. Виправте назву або приберіть дужки.
refused-no-field = У тексті немає жодного поля, тож усі отримали б те саме. Додайте поле або надішліть текст файлом PDF.
refused-text-empty = Тексту немає. Надішліть текст документа.
refused-text-long = Текст задовгий: можна щонайбільше { $most } символів. Скоротіть його.
refused-files-too-many = Без реєстрації можна перевірити до { $files } файлів за { $minutes } хвилин. Спробуйте трохи згодом.
refused-files-busy = Зараз перевіряється багато файлів. Надішліть цей файл ще раз через кілька хвилин.
