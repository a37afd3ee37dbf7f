notice-ledger-checkpoint = 🔗 Ledger of the organisation, { $day }
    Entries: { $number }
    <code>{ $hash }</code>

    Keep this message. It holds the fingerprint of the whole ledger, and Telegram’s clock shows when it was sent. If anyone rewrites or shortens the ledger, <code>countersign ledger verify --head</code> with this line will show it.
