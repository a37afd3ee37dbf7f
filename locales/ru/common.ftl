cancel = Отменить
back = ‹ Назад
menu-button = Меню
previous = ‹
next = ›
keypad-typed = PIN не пишут в чате: нажимайте цифры на клавишах внизу. Если написанное осталось здесь, удалите его.
keypad-outdated = Эта клавиатура – от чего-то начатого раньше. Воспользуйтесь последней в чате.
cancelled = Отменено. Ничего не изменилось.
went-wrong = На нашей стороне что-то сломалось. Ваши данные целы: попробуйте ещё раз через минуту.
not-understood = Не понимаю. Нажмите /menu, чтобы увидеть, что я умею.
not-registered = Вы здесь не зарегистрированы. Откройте личную ссылку, которую дал руководитель; если её нет, попросите.
button-outdated = Эта кнопка устарела. Нажмите /menu.
greeting = <b>{ $name }</b>
    { $organisation } · { $role }

    Что вы хотите сделать?
personal-button = Личное
personal = <b>Личное</b>
    Ваши документы, пропуска и смена.
settings-button = Организация
role-owner = владелец
role-manager = руководитель
role-employee = сотрудник
role-guest = гость
language-question = Выберите язык, на котором мне говорить с вами.
language-chosen = Теперь я говорю по-русски.
language-button = 🌐 Язык
organisation-button = Сменить организацию
organisation-question = От имени какой организации вы действуете?
help = /menu – всё, что здесь можно сделать
    /mydata – что о вас хранится
    /language – язык
    /cancel – отменить начатое

    Забыли PIN – нажмите «Обо мне» в /menu. Сменили телефон – обратитесь к руководителю.
command-menu = Всё, что здесь можно сделать
command-mydata = Что о вас хранится
command-language = Выбрать язык
command-cancel = Отменить начатое
command-help = Справка
    /mydata – что о вас хранится
payload-unknown = Эта ссылка здесь ничего не открывает. Проверьте, вся ли она, или спросите того, кто её дал.

refused = Это невозможно. Нажмите /menu.
refused-not-allowed = Вам это недоступно. Нажмите /menu, чтобы увидеть, что вы можете.
refused-file-too-large = Файл больше { $megabytes } МБ, такие файлы Telegram ботам не отдаёт. Пришлите файл поменьше.
