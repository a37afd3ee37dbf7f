cancel = Отменить
back = ‹ Назад
menu-button = Меню
previous = ‹
next = ›
keypad-typed = Не пишите PIN в чат: нажимайте цифры на кнопках ниже. Если сообщение с PIN осталось в чате, удалите его.
keypad-outdated = Эта клавиатура устарела. Пользуйтесь последней в чате.
cancelled = Отменено. Ничего не изменилось.
went-wrong = На нашей стороне что-то сломалось. Ваши данные целы: попробуйте ещё раз через минуту.
too-old-to-delete = В этом сообщении персональные данные. Вовремя удалить его не получилось, а спустя 48 часов Telegram разрешает это только вам. Удалите его, пожалуйста.
not-understood = Не понимаю. Нажмите /menu, чтобы увидеть, что я умею.
not-registered = Вы здесь не зарегистрированы. Откройте личную ссылку от руководителя. Если ссылки нет, попросите её у него.
button-outdated = Эта кнопка устарела. Нажмите /menu.
greeting = <b>{ $name }</b>
    { $organisation } · { $role }

    Выберите раздел. Документы на подпись придут в этот чат.
personal-button = Личное
personal = <b>Личное</b>
    Ваши документы, пропуска и смена.
settings-button = Организация
role-owner = владелец
role-manager = руководитель
role-guard = дежурный
role-employee = сотрудник
role-guest = гость
language-question = На каком языке вам писать?
language-chosen = Теперь я говорю по-русски.
language-button = 🌐 Язык
organisation-button = Сменить организацию
organisation-question = От имени какой организации вы действуете?
help = /menu – всё, что здесь можно сделать
    /mydata – что о вас хранится
    /language – язык
    /cancel – отменить начатое

    Забыли PIN? Нажмите «Обо мне» в /menu. Сменили телефон? Обратитесь к руководителю.
command-menu = Всё, что здесь можно сделать
command-mydata = Что о вас хранится
command-organisation = Сменить организацию
command-language = Выбрать язык
command-cancel = Отменить начатое
command-help = Справка
    /mydata – что о вас хранится
payload-unknown = Эта ссылка здесь не работает. Проверьте, полностью ли она скопирована, или спросите того, кто её прислал.

refused = Это невозможно. Нажмите /menu.
refused-not-allowed = Вам это недоступно. Нажмите /menu, чтобы увидеть, что вы можете.
refused-file-too-large = Файл больше { $megabytes } МБ, такие файлы Telegram ботам не отдаёт. Пришлите файл поменьше.
notice-of-organisation = 🏢 <b>{ $organisation }</b>{"\u000A"}
