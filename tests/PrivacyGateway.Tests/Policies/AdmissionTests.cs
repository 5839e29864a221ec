using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class AdmissionTests
{
    // GET, HEAD, POST, OPTIONS, PUT, DELETE, get; 0 means: admitted.
    [Theory]
    [InlineData("/111111111111111/wt", "0 0 0 204 405 405 405", "GET, HEAD, POST")]
    [InlineData("/111111111111111/wtx1", "0 0 0 204 405 405 405", "GET, HEAD, POST")]
    [InlineData("/111111111111111/hm.pl", "0 0 0 204 405 405 405", "GET, HEAD, POST")]
    [InlineData("/111111111111111/batch", "405 405 0 204 405 405 405", "POST")]
    [InlineData("/111111111111111/optout", "0 0 405 204 405 405 405", "GET, HEAD")]
    [InlineData("/111111111111111/cc", "0 0 405 204 405 405 405", "GET, HEAD")]
    [InlineData("/111111111111111/cdb", "0 0 405 204 405 405 405", "GET, HEAD")]
    [InlineData("/robots.txt", "404 404 404 404 404 404 404", null)]
    [InlineData("/", "404 404 404 404 404 404 404", null)]
    public void Each_kind_of_request_accepts_its_methods(string path, string expected, string? allow)
    {
        string[] methods = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "get"];

        var responses =
            methods.Select(method => Admission.FindRefusal(SampleHit.Create(method, path, ""), SamplePolicy.Standard)).ToArray();

        Assert.Equal(expected, string.Join(' ', responses.Select(response => response?.Status ?? 0)));
        Assert.All(responses.Where(response => response?.Status == 405), response => Assert.Equal(allow, response!.Allow));
    }

    [Theory]
    [InlineData("GET", 400)]
    [InlineData("HEAD", 400)]
    public void Body_of_a_bodiless_method_is_not_admitted(string method, int status) =>
        Assert.Equal(status, Admission.FindRefusal(SampleHit.Create(method, SampleHit.Path, "p=1"), SamplePolicy.Standard)?.Status);

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    public void Unreadable_body_is_not_admitted_where_visitors_can_be_anonymous(string type)
    {
        var hit = SampleHit.Post(SampleHit.Path, "p=1", ("Content-Type", type));

        Assert.Equal(415, Admission.FindRefusal(hit, SamplePolicy.Standard)?.Status);
        Assert.Null(Admission.FindRefusal(hit, SamplePolicy.FunctionOff));
    }

    [Theory]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3", 0)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\n", 0)]
    [InlineData("wt?p=1\nwt?p=2\nwt?p=3\nwt?p=4", 413)]
    [InlineData("\n\n\n\n", 413)]
    public void Batch_is_admitted_up_to_the_policys_number_of_lines(string body, int status)
    {
        var config = SamplePolicy.Standard with { Limits = new LimitsConfig { BatchLines = 3 } };

        Assert.Equal(status, Admission.FindRefusal(SampleHit.Post(SampleHit.BatchPath, body), config)?.Status ?? 0);
    }

    [Fact]
    public void Form_of_several_lines_is_not_admitted()
    {
        Assert.Equal(415, Admission.FindRefusal(SampleHit.Post(SampleHit.Path, "p=1\neid=2"), SamplePolicy.Standard)?.Status);
        Assert.Null(Admission.FindRefusal(SampleHit.Post(SampleHit.Path, "p=1\r\n"), SamplePolicy.Standard));
    }

    [Fact]
    public void Batch_of_ten_thousand_lines_is_admitted_by_default()
    {
        var body = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("wt?p=1\n", 10000)));

        Assert.Null(Admission.FindRefusal(SampleHit.Create("POST", SampleHit.BatchPath, body), SamplePolicy.Standard));
    }
}
