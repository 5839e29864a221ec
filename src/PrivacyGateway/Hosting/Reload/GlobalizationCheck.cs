using System.Text;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Checks that the runtime can fold compatibility forms. In invariant mode <c>Normalize</c> silently returns its input, and the gateway
/// would miss a full-width <c>nc=1</c>, so it must not start. The environment variable overrides the build's setting.
/// </summary>
internal static class GlobalizationCheck
{
    /// <summary>The error message; null if names can be folded.</summary>
    public static string? Problem { get; } =
        "\uFF45\u24D8\u00EF\uFF44".Normalize(NormalizationForm.FormKD) == "eii\u0308d"
            ? null
            : "Unicode folding is switched off on this machine, so the gateway would miss other spellings of a name.";

    public const string Remedy =
        "Remove DOTNET_SYSTEM_GLOBALIZATION_INVARIANT from the environment and use a runtime image with ICU "
            + "(aspnet:10.0-noble-chiseled-extra).";
}
