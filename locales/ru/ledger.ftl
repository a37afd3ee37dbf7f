notice-ledger-checkpoint = 🔗 Журнал организации на { $day }
    Записей: { $number }
    <code>{ $hash }</code>

    Это отпечаток всего журнала, а время сообщения удостоверяет Telegram. Не удаляйте его: если журнал когда-нибудь перепишут или укоротят, это покажет команда <code>countersign ledger verify --head</code> с этой строкой.
