
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Tests.Inspection;

public sealed class LineDifferenceTests
{
    public static TheoryData<string[], string[], string[]> Rows => new()
    {
        { ["    p=1", "    &la=en"], ["    p=1", "    &la=en"], ["     p=1", "     &la=en"] },
        { ["    p=1", "    &eid=2"], ["    p=1"], ["     p=1", "-    &eid=2"] },
        { ["    p=1"], ["    p=1", "    &nc=1"], ["     p=1", "+    &nc=1"] },
        { ["    &pu=a?eid=1"], ["    &pu=a"], ["-    &pu=a?eid=1", "~    &pu=a"] },
        { ["    &cd=1", "    &pu=b"], ["    &nc=1", "    &pu=a"], ["-    &cd=1", "-    &pu=b", "+    &nc=1", "~    &pu=a"] },

        // The second of two is not another new value of the first.
        { ["    &pu=b"], ["    &pu=a", "    &pu=c"], ["-    &pu=b", "~    &pu=a", "+    &pu=c"] },

        // It is the same parameter, now in front of all others.
        { ["    eid=1", "    &p=1"], ["    p=1"], ["-    eid=1", "-    &p=1", "~    p=1"] },
        { ["  Cookie: a=1", "  Cookie: b=2"], ["  Cookie: b=3"], ["-  Cookie: a=1", "-  Cookie: b=2", "~  Cookie: b=3"] },
        { ["  Cookie: a=1"], ["  Cookie: b=1"], ["-  Cookie: a=1", "+  Cookie: b=1"] },
        { ["  Host: shop"], ["  Host: track"], ["-  Host: shop", "~  Host: track"] },
        { ["  Referer: https://a/?b=1"], ["  Referer: https://a/"], ["-  Referer: https://a/?b=1", "~  Referer: https://a/"] },
        { ["  Via: a=1"], ["    Via: a=1"], ["-  Via: a=1", "+    Via: a=1"] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Line_difference_marks_lines_as_unchanged_stripped_added_or_changed(string[] before, string[] after, string[] expected) =>
        Assert.Equal(expected, LineDifference.Compute(before, after).Select(line => line.Sign + line.Line));
}
