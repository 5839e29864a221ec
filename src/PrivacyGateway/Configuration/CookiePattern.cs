using System.Text.RegularExpressions;

namespace PrivacyGateway.Configuration;

/// <summary>
/// The operator's own pattern for a cookie's value, so it cannot be written out as code. It never backtracks: a visitor's cookie must not
/// be able to keep the gateway busy.
/// </summary>
internal sealed class CookiePattern
{
#pragma warning disable RS0030 // The one place for patterns that only the operator knows.
    private readonly Regex _regex;

    private CookiePattern(string pattern) => _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether it is found anywhere in the value.</summary>
    public bool Matches(ReadOnlySpan<char> value) => _regex.IsMatch(value);
#pragma warning restore RS0030

    /// <summary>Null for a pattern that is none, or that only backtracking could follow.</summary>
    public static CookiePattern? Parse(string pattern)
    {
        try
        {
            return new CookiePattern(pattern);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
