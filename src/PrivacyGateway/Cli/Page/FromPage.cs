using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Page;

/// <summary><c>validate --from-page FILE</c>: prints the policy that a page's script describes.</summary>
internal static class FromPage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The policy as JSON; null if there are errors.</returns>
    public static string? Read(FileText page, ConfigProblems problems)
    {
        if (page.Text is not { } text)
        {
            problems.Add(page.Problem!);
            return null;
        }

        if (PageBlock.Read(text, problems) is not { } policy)
            return null;

        // The gateway's own readers check it, as they will in the file.
        var document = new ConfigDocument("", policy, new Dictionary<string, string>());
        PolicyValidator.Validate(ConfigPath.Root, PolicyReader.Read(new SectionReader(policy, ConfigPath.Root, document, problems)), problems);
        return problems.Errors.Count == 0 ? policy.ToJsonString(Indented) : null;
    }
}
