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
signing-preview-text = Так виглядатиме примірник: <b>{ $name }</b>.
signing-preview-empty = ⚠️ <code>{ $field }</code> у списку порожнє: { $number ->
        [one] у { $number } людини
       *[other] у { $number } людей
    }.
signing-preview-file = Зразок.pdf
signing-board-blocked = До декого, хто ще не відповів, Telegram не доходить:
signing-board-by-email = ✉️ сповіщено на e-mail: { $number }
signing-board-by-sms = 📱 сповіщено в SMS: { $number }
signing-board-unreached = ⚠️ сповістити ніяк: { $number }
signing-place-unreached = 📵 Telegram не доходить: бота заблоковано або акаунт видалено
signing-board-put-off = ⚠️ { $number ->
        [one] { $number } готовий файл поки не вдалося скласти
        [few] { $number } готові файли поки не вдалося скласти
       *[many] { $number } готових файлів поки не вдалося скласти
    }. Підписи збережено, спроби тривають.
signing-seal-again = Спробувати зараз
signing-sealing-again = Пробую ще раз. Табло оновиться саме.

notice-series-finished = ✅ <b>{ $title }</b>
    Завершено: підтвердили { $signed } з { $total }. Файл кожного – за кнопкою.
notice-sealing-put-off = ⚠️ <b>{ $title }</b>
    { $error ->
        [refused-timestamp-unavailable] Готовий файл поки не вдалося скласти: служба позначок часу не відповідає.
       *[other] Готовий файл поки не вдалося скласти (<code>{ $error }</code>). Якщо це триває, покажіть це адміністраторові.
    } Підписи збережено; я пробуватиму далі сам.

refused-field-unknown = Поля { $field } я не знаю. Виправте його або приберіть дужки.
refused-no-field = У тексті немає жодного поля, тож усі отримали б те саме. Додайте поле або надішліть текст файлом PDF.
refused-text-empty = Тексту немає. Надішліть текст документа.
refused-text-long = Текст задовгий. Вкладіться в { $most } знаків.
refused-files-too-many = Без реєстрації бот перевіряє до { $files } файлів за { $minutes } хвилин. Спробуйте трохи згодом.
