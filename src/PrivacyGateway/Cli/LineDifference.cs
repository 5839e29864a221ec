namespace PrivacyGateway.Cli;

/// <summary>
/// Two lists of lines as one, each with a sign: a space for unchanged, <c>-</c> for stripped, <c>+</c> for added, and <c>~</c> for
/// the new value of a parameter, cookie or header that was there before.
/// </summary>
internal static class LineDifference
{
    public const char Stripped = '-';
    public const char Added = '+';
    public const char Rewritten = '~';

    /// <summary>Cells of the table below beyond which lines are compared place by place: a large batch would not fit into memory.</summary>
    private const long MostCells = 4_000_000;

    public static IEnumerable<(char Sign, string Line)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lines = ((long)before.Count * after.Count > MostCells ? ByPlace(before, after) : ByCommonRun(before, after)).ToArray();
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

    /// <summary>What <see cref="RequestLines"/> writes in front of a value, without regard to whether a parameter is the first.</summary>
    private static string Name(string line)
    {
        const string Cookie = "  Cookie: ";
        var isHeader = !line.StartsWith("   ", StringComparison.Ordinal) && !line.StartsWith(Cookie, StringComparison.Ordinal);
        var end = line.IndexOf(isHeader ? ':' : '=', StringComparison.Ordinal);
        return (end < 0 ? line : line[..(end + 1)]).TrimStart(' ', '&');
    }

    private static IEnumerable<(char Sign, string Line)> ByPlace(IReadOnlyList<string> before, IReadOnlyList<string> after)
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

    private static IEnumerable<(char Sign, string Line)> ByCommonRun(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // The longest common run from every pair of places on; small lists, so the plain table will do.
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
