namespace PrivacyGateway.Consent;

/// <summary>What no browser writes into a cookie.</summary>
internal static class CookieText
{
    /// <summary>A control character (a tab around a value is a blank and was taken off before).</summary>
    public static bool IsGarbled(ReadOnlySpan<char> cookie) => cookie.ContainsAnyInRange('\0', '\u001F') || cookie.Contains('\u007F');
}
