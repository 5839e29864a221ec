using System.Globalization;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>What <c>/metrics</c> says of one number.</summary>
internal static class MetricPage
{
    /// <param name="page">The answer.</param>
    /// <param name="name">A series without labels.</param>
    public static double Number(RawAnswer page, string name)
    {
        var text = Encoding.UTF8.GetString(page.Body);
        var at = text.IndexOf($"\n{name} ", StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name} is not there.");
        var value = text[(at + name.Length + 2)..];
        return double.Parse(value[..value.IndexOf('\n')], CultureInfo.InvariantCulture);
    }
}
