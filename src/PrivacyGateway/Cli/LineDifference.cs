namespace PrivacyGateway.Cli;

/// <summary>Two lists of lines as one: what stayed, what went, what came.</summary>
internal static class LineDifference
{
    public static IEnumerable<(char Sign, string Line)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
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
                yield return ('-', before[left++]);
            }
            else
            {
                yield return ('+', after[right++]);
            }
        }
    }
}
