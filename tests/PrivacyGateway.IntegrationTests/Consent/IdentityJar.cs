namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>A browser's cookies with every identity cookie, and the headers that expire them.</summary>
internal static class IdentityJar
{
    /// <summary>The vendor's identity cookies among others that must be preserved.</summary>
    public const string Cookies =
        "wteid_111111111111111=4260000000000000001; PHPSESSID=shop; sid=login; wtsid_111111111111111=4260000000000000002; wt3_eid=4711; "
        + "wtstp_rla=1; wt3_sid=4711; wt3_mc=4711; wtstp_eid=4711; wtstp_sid=4711";

    public static IReadOnlyList<string> Names { get; } = [
        "wteid_111111111111111", "wtsid_111111111111111", "wt3_eid", "wt3_sid", "wtstp_eid", "wtstp_sid"];

    /// <summary>Each on the host and on the domain, in the order of the cookies.</summary>
    public static IReadOnlyList<string> Expired { get; } =
        [.. Names.SelectMany(name => new[] { $"{name}=; Max-Age=0; Path=/; SameSite=None; Secure",
            $"{name}=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure" })];
}
