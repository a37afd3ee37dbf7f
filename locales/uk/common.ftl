cancel = Скасувати
back = ‹ Назад
menu-button = Меню
previous = ‹
next = ›
keypad-typed = PIN не пишуть у чаті: натискайте цифри на клавішах унизу. Якщо написане лишилося тут, видаліть його.
keypad-outdated = Ця клавіатура – від чогось розпочатого раніше. Скористайтеся останньою в чаті.
cancelled = Скасовано. Нічого не змінилося.
went-wrong = На нашому боці щось зламалося. Ваші дані цілі: спробуйте ще раз за хвилину.
not-understood = Не розумію. Натисніть /menu, щоб побачити, що я вмію.
not-registered = Вас тут не зареєстровано. Відкрийте особисте посилання, яке дав керівник; якщо його немає, попросіть.
button-outdated = Ця кнопка застаріла. Натисніть /menu.
greeting = <b>{ $name }</b>
    { $organisation } · { $role }

    Що ви хочете зробити?
personal-button = Особисте
personal = <b>Особисте</b>
    Ваші документи, перепустки і зміна.
settings-button = Організація
role-owner = власник
role-manager = керівник
role-employee = працівник
role-guest = гість
language-question = Оберіть мову, якою мені з вами говорити.
language-chosen = Відтепер я говорю українською.
language-button = 🌐 Мова
organisation-button = Змінити організацію
organisation-question = Від імені якої організації ви дієте?
help = /menu – усе, що тут можна зробити
    /mydata – що про вас зберігається
    /language – мова
    /cancel – скасувати розпочате

    Забули PIN – натисніть «Про мене» в /menu. Змінили телефон – зверніться до керівника.
command-menu = Усе, що тут можна зробити
command-mydata = Що про вас зберігається
command-language = Обрати мову
command-cancel = Скасувати розпочате
command-help = Довідка
    /mydata – що про вас зберігається
payload-unknown = Це посилання тут нічого не відкриває. Перевірте, чи воно повне, або спитайте того, хто його дав.

refused = Це неможливо. Натисніть /menu.
refused-not-allowed = Вам це недоступно. Натисніть /menu, щоб побачити, що ви можете.
refused-file-too-large = Файл більший за { $megabytes } МБ, такі файли Telegram ботам не віддає. Надішліть менший.
