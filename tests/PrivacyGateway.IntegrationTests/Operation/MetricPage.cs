using System.Globalization;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>One number of <c>/metrics</c>.</summary>
internal static class MetricPage
{
    /// <param name="page">The page's text.</param>
    /// <param name="name">A series without labels.</param>
    public static double Number(RawResponse page, string name)
    {
        var text = Encoding.UTF8.GetString(page.Body);
        var at = text.IndexOf($"\n{name} ", StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name} is not there.");
        var value = text[(at + name.Length + 2)..];
        return double.Parse(value[..value.IndexOf('\n')], CultureInfo.InvariantCulture);
    }
}
