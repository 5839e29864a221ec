using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>
/// Anonymous hits that can be distinguished where they arrive: the page's name
/// is their number. Every tenth is a beacon with its parameters in the body.
/// </summary>
internal static class NumberedHits
{
    public static HttpRequestMessage Build(int port, int number)
    {
        var path = $"http://127.0.0.1:{port}/{RequestSpec.TrackId}/wt";
        var query = $"p=600,page{number}&cd=customer7&la=en";
        var hit = number % 10 == 0
            ? new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(query, Encoding.UTF8, "text/plain") }
            : new HttpRequestMessage(HttpMethod.Get, $"{path}?{query}");
        hit.Headers.Host = ReloadConfig.Host;
        hit.Headers.TryAddWithoutValidation("Cookie", ReloadConfig.Cookie);
        return hit;
    }

    public static int NumberOf(RecordedRequest request)
    {
        const string mark = "p=600,page";
        var text = request.Target + Encoding.Latin1.GetString(request.Body);
        var number = text.AsSpan(text.IndexOf(mark, StringComparison.Ordinal) + mark.Length);
        return int.Parse(number[..number.IndexOf('&')]);
    }
}
