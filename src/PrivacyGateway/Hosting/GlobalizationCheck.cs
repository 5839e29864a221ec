using System.Text;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Whether the platform can fold compatibility forms. In invariant mode <c>Normalize</c> returns its input without a word, and
/// a visitor's full-width <c>nc=1</c> would go unseen: such a gateway must not start. The environment variable beats the build's setting.
/// </summary>
internal static class GlobalizationCheck
{
    /// <summary>What is wrong; null if names can be folded.</summary>
    public static string? Problem { get; } =
        "\uFF45\u24D8\u00EF\uFF44".Normalize(NormalizationForm.FormKD) == "eii\u0308d"
            ? null
            : "Unicode folding is switched off on this machine, so other spellings of a name would be missed.";

    public const string Remedy =
        "Remove DOTNET_SYSTEM_GLOBALIZATION_INVARIANT from the environment and use a runtime image with ICU (aspnet:10.0-noble-chiseled-extra).";
}
