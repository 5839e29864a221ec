using System.Text.Json;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// The IAB's published strings, and generated and broken ones, as the IAB's
/// own library reads them (<c>tests/tcf-strings</c> writes the file).
/// </summary>
public sealed class TcStringDataTests
{
    private static readonly JsonElement[] Strings = [.. JsonElement.Parse(Repository.Read("tests/data/tcf-strings.json")).EnumerateArray()];

    public static TheoryData<string> Readable => new(Strings.Where(one => !IsBroken(one)).Select(NameOf));

    public static TheoryData<string> Broken => new(Strings.Where(IsBroken).Select(NameOf));

    [Theory]
    [MemberData(nameof(Readable))]
    public void TC_string_is_read_like_the_IAB_library_reads_it(string name)
    {
        var expected = Find(name);
        var text = expected.GetProperty("string").GetString()!;
        var vendors = expected.GetProperty("vendors").EnumerateArray().Select(id => id.GetInt32()).ToHashSet();

        Assert.True(TcString.TryRead(text, 0, out var read));
        Assert.Equal(expected.GetProperty("policyVersion").GetInt32(), read.PolicyVersion);
        Assert.Equal(expected.GetProperty("isServiceSpecific").GetBoolean(), read.IsServiceSpecific);
        Assert.Equal(
            expected.GetProperty("purposes").EnumerateArray().Select(id => id.GetInt32()), Enumerable.Range(1, 24).Where(read.Grants));
        Assert.False(read.HasVendor);

        // Each vendor, its neighbours, and the ends of the range.
        foreach (var vendor in vendors.SelectMany(id => new[] { id - 1, id, id + 1 }).Concat([1, 2, 65535])
            .Where(id => id is > 0 and <= 65535).Distinct())
        {
            TcString.TryRead(text, vendor, out var asked);
            Assert.Equal(vendors.Contains(vendor), asked.HasVendor);
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void TC_string_that_the_IAB_library_rejects_is_refused(string name) =>
        Assert.False(TcString.TryRead(Find(name).GetProperty("string").GetString(), 0, out _));

    private static bool IsBroken(JsonElement one) => one.TryGetProperty("undecodable", out _);

    private static string NameOf(JsonElement one) => one.GetProperty("name").GetString()!;

    private static JsonElement Find(string name) => Strings.Single(one => NameOf(one) == name);
}
