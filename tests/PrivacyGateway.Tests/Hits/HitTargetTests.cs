using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class HitTargetTests
{
    [Theory]
    [InlineData("/a/wt", "/a/wt", "", false)]
    [InlineData("/a/wt?", "/a/wt", "", true)]
    [InlineData("/a/wt?p=1", "/a/wt", "p=1", true)]
    [InlineData("/a/wt?p=1?q=2", "/a/wt", "p=1?q=2", true)]
    [InlineData("/a/wt??p=1", "/a/wt", "?p=1", true)]
    [InlineData("?p=1", "", "p=1", true)]
    [InlineData("", "", "", false)]
    public void Request_target_is_split_at_its_first_question_mark(string target, string path, string query, bool hasQuery)
    {
        var parsed = HitTarget.Parse(target);

        Assert.Equal(path, Encoding.Latin1.GetString(parsed.Path));
        Assert.Equal(query, Encoding.Latin1.GetString(parsed.Query));
        Assert.Equal(hasQuery, parsed.HasQuery);
    }

    [Theory]
    [InlineData("/a/wt?p=%65%zz&x=\u00e9|#f")]
    [InlineData("/../a//b?")]
    public void Request_target_is_neither_decoded_nor_normalised(string target) => Assert.Equal(target, HitTarget.Parse(target).ToString());
}
