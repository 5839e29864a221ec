using System.Buffers;

namespace PrivacyGateway.Inspection;

/// <summary>
/// Finds what looks like an e-mail address in a line that is shown, so that a reader does not overlook what is still forwarded.
/// </summary>
internal static class MailAddress
{
    /// <summary>Stands beside such a line.</summary>
    public const string Note = $"forwarded; looks like {Meaning}";

    public const string Meaning = "an e-mail address";

    /// <summary>URLs stand in URLs, each encoded once more.</summary>
    private const int MostDecodings = 5;

    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly SearchValues<char> Name = SearchValues.Create(LettersAndDigits + "._+-");
    private static readonly SearchValues<char> Host = SearchValues.Create(LettersAndDigits + ".-");

    public static bool IsIn(string line)
    {
        for (var i = 0; i < MostDecodings; i++)
        {
            if (IsPlainIn(line))
                return true;
            var decoded = Uri.UnescapeDataString(line);
            if (decoded == line)
                return false;
            line = decoded;
        }

        return false;
    }

    private static bool IsPlainIn(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('@') is >= 0 and var at)
        {
            var rest = text[(at + 1)..];
            var end = rest.IndexOfAnyExcept(Host);
            var host = (end < 0 ? rest : rest[..end]).Trim('.');
            if (at > 0 && Name.Contains(text[at - 1]) && host.Contains('.'))
                return true;
            text = rest;
        }

        return false;
    }
}
