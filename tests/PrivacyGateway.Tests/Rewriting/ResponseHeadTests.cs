using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ResponseHeadTests
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
    public void Status_classifies_the_response(int status, bool isRedirect, bool isServerError)
    {
        var response = SampleResponse.Create(status);

        Assert.Equal(isRedirect, response.IsRedirect);
        Assert.Equal(isServerError, response.IsServerError);
    }

    [Fact]
    public void First_response_header_of_a_name_is_returned() =>
        Assert.Equal("/a", SampleResponse.Create(302, ("X", "1"), ("location", "/a"), ("Location", "/b")).FindHeader("Location"));

    [Fact]
    public void Missing_response_header_is_null() => Assert.Null(SampleResponse.Create(302).FindHeader("Location"));
}
