using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(200, false, false)]
    [InlineData(301, true, false)]
    [InlineData(302, true, false)]
    [InlineData(303, true, false)]
    [InlineData(304, false, false)]
    [InlineData(307, true, false)]
    [InlineData(308, true, false)]
    [InlineData(404, false, false)]
    [InlineData(500, false, true)]
    [InlineData(503, false, true)]
    public void A_status_tells_what_kind_of_answer_it_is(int status, bool isRedirect, bool isServerError)
    {
        var answer = SampleAnswer.Of(status);

        Assert.Equal(isRedirect, answer.IsRedirect);
        Assert.Equal(isServerError, answer.IsServerError);
    }

    [Fact]
    public void The_first_header_of_a_name_counts() => Assert.Equal("/a", SampleAnswer.Of(302, ("X", "1"), ("location", "/a"), ("Location", "/b")).Header("Location"));

    [Fact]
    public void A_header_that_is_not_there_is_null() => Assert.Null(SampleAnswer.Of(302).Header("Location"));
}
