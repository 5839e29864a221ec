namespace PrivacyGateway.Inspection;

/// <summary>
/// Compares two lists of lines. Each line gets a sign: a space for unchanged, <c>-</c> for stripped, <c>+</c> for added, and <c>~</c> for
/// the new value of an existing parameter, cookie or header.
/// </summary>
internal static class LineDifference
{
    public const char Stripped = '-';
    public const char Added = '+';
    public const char Rewritten = '~';

    /// <summary>Lists that need a larger table are compared by index, because a large batch would not fit into memory.</summary>
    private const long MaxCells = 4_000_000;

    public static IEnumerable<(char Sign, string Line)> Compute(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lines = ((long)before.Count * after.Count > MaxCells
            ? CompareByIndex(before, after) : CompareBySubsequence(before, after)).ToArray();
        var stripped = lines.Where(static line => line.Sign == Stripped).GroupBy(static line => Name(line.Line), StringComparer.Ordinal)
            .ToDictionary(static lines => lines.Key, static lines => lines.Count(), StringComparer.Ordinal);
        foreach (var (sign, line) in lines)
        {
            var isRewritten = sign == Added && stripped.GetValueOrDefault(Name(line)) > 0;
            if (isRewritten)
                stripped[Name(line)]--;
            yield return (isRewritten ? Rewritten : sign, line);
        }
    }

    /// <summary>The part of a line that <see cref="RequestLines"/> writes before the value, without the separator of parameters.</summary>
    private static string Name(string line)
    {
        const string Cookie = "  Cookie: ";
        var isHeader = !line.StartsWith("   ", StringComparison.Ordinal) && !line.StartsWith(Cookie, StringComparison.Ordinal);
        var end = line.IndexOf(isHeader ? ':' : '=', StringComparison.Ordinal);
        return (end < 0 ? line : line[..(end + 1)]).TrimStart(' ', '&');
    }

    private static IEnumerable<(char Sign, string Line)> CompareByIndex(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            if (i < before.Count && i < after.Count && before[i] == after[i])
            {
                yield return (' ', before[i]);
                continue;
            }

            if (i < before.Count)
                yield return (Stripped, before[i]);
            if (i < after.Count)
                yield return (Added, after[i]);
        }
    }

    private static IEnumerable<(char Sign, string Line)> CompareBySubsequence(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // Length of the longest common subsequence from each pair of indexes on; the quadratic table suffices for small lists.
        var common = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var (left, right) = (0, 0);
        while (left < before.Count || right < after.Count)
        {
            if (left < before.Count && right < after.Count && before[left] == after[right])
            {
                yield return (' ', before[left]);
                (left, right) = (left + 1, right + 1);
            }
            else if (right == after.Count || (left < before.Count && common[left + 1, right] >= common[left, right + 1]))
            {
                yield return (Stripped, before[left++]);
            }
            else
            {
                yield return (Added, after[right++]);
            }
        }
    }
}
