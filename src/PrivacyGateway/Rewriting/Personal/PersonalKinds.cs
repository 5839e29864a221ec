namespace PrivacyGateway.Rewriting.Personal;

/// <summary>Kinds of personal values that are recognized by their form, in any parameter.</summary>
[Flags]
internal enum PersonalKinds
{
    None = 0,

    /// <summary>Redacted at both levels.</summary>
    MailAddress = 1,

    JsonWebToken = 2,

    Iban = 4,

    PhoneNumber = 8,

    PaymentCard = 16,

    Uuid = 32,

    /// <summary>19 digits, as the vendor assigns them.</summary>
    EverId = 64,

    IpAddress = 128,

    /// <summary>Kinds that an order or product id can resemble.</summary>
    LikeShopIds = PhoneNumber | PaymentCard | Uuid | EverId | IpAddress,

    All = MailAddress | JsonWebToken | Iban | LikeShopIds,
}
