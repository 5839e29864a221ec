namespace PrivacyGateway.Faults.Browsing;

/// <summary>Values that must not reach a disk, planted in every request that may not be spooled with them.</summary>
internal static class Canaries
{
    public const string EverId = "2990000000000077001";
    public const string CookieEverId = "2990000000000077002";
    public const string ServerEverId = "2990000000000077003";
    public const string ShopSession = "shopsession77004";
    public const string Address = "203.0.113.77";
    public const string Email = "canary77005@visitor.example";
    public const string EncodedEmail = "canary77005%40visitor.example";

    /// <summary>An identified hit that may be spooled is spooled with its parameters, so those carry none of these.</summary>
    public const string PermittedEverId = "2880000000000088001";

    public static IReadOnlyList<string> All { get; } = [EverId, CookieEverId, ServerEverId, ShopSession, Address, Email, EncodedEmail];

    public static string Cookies { get; } = $"wtstp_eid={CookieEverId}; wteid_111111111111111={ServerEverId}; session={ShopSession}";
}
