using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Restricts the <c>Content-Type</c> of an anonymous hit to a closed set; otherwise the header could carry an identifier.
/// </summary>
internal static class ContentType
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Text = "text/plain";

    /// <summary>The spellings of the pixel and the SDKs.</summary>
    private static readonly string[] Known =
    [
        "text/plain;charset=UTF-8", Text, "text/plain; utf-8", "text/plain; charset=utf-8", "text/plain; charset=UTF-8",
        Form, Form + ";charset=UTF-8", Form + "; charset=UTF-8", Form + "; charset=utf-8",
    ];

    /// <returns>Null for a hit without a body or without a type.</returns>
    public static string? Restrict(Hit hit)
    {
        if (hit.PlainBody.IsEmpty || hit.FindHeader("Content-Type") is not { } value)
            return null;
        if (Array.IndexOf(Known, value) is >= 0 and var known)
            return Known[known];
        return value.AsSpan().TrimStart().StartsWith(Form, StringComparison.OrdinalIgnoreCase) ? Form : Text;
    }
}
