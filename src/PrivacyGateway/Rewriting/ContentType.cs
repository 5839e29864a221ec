namespace PrivacyGateway.Rewriting;

/// <summary>The type of a body that was read as text.</summary>
internal static class ContentType
{
    /// <summary>A parameter other than the character set could carry anything; it stays behind.</summary>
    public static string WithoutExtras(string value)
    {
        var end = value.IndexOf(';');
        if (end < 0)
            return value;

        var extras = value.AsSpan(end + 1).Trim();
        return extras.Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase) || extras.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? value
            : value[..end];
    }
}
