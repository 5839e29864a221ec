using System.Text.RegularExpressions;

namespace PrivacyGateway.Configuration;

/// <summary>The operator's pattern for a cookie's value. It never backtracks, so that no cookie costs more than linear time.</summary>
internal sealed class CookiePattern
{
#pragma warning disable RS0030 // The one place for a pattern that is not known at build time.
    private readonly Regex _regex;

    private CookiePattern(string pattern) => _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether it is found anywhere in the value.</summary>
    public bool Matches(ReadOnlySpan<char> value) => _regex.IsMatch(value);
#pragma warning restore RS0030

    /// <summary>Null if invalid, or not supported by the non-backtracking engine.</summary>
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

/// <summary>The characters of a cookie's name.</summary>
internal static class CookieNameRule
{
    /// <summary>For the schema.</summary>
    public const string Pattern = "^[!#$&'*+.^_`|~0-9A-Za-z-]+$";

    public static void Validate(string path, string name, ConfigProblems problems)
    {
        if (name.Any(character => character is <= ' ' or > '~' || "()<>@,;:\\\"/[]?={}%".Contains(character, StringComparison.Ordinal)))
            problems.Error(path, $"\"{name}\" cannot be a cookie's name.",
                "Write letters, digits, - and _; the pixel never finds a cookie whose name needs escapes.");
    }
}
