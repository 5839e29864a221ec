using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Endpoints.Pages;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>A page's request for a change, as a form.</summary>
/// <param name="Action"><c>set</c> (default), <c>delete</c> or <c>refresh</c>.</param>
/// <param name="Minutes">The requested lifetime; null for the longest.</param>
/// <param name="Redirect">The URL to redirect to afterwards; null for a JSON response.</param>
internal sealed record ConsentForm(string Action, long? Minutes, string? Redirect)
{
    /// <summary>Characters of a field's name, and of its value.</summary>
    private const int MaxLength = 2048;

    /// <summary>Returns null and a description in <paramref name="problem"/> if the form is invalid.</summary>
    public static ConsentForm? Parse(IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> actions, out string problem)
    {
        problem = "";
        var action = fields.GetValueOrDefault("action", "set");
        if (!actions.Contains(action, StringComparer.Ordinal))
        {
            problem = $"action must be one of {string.Join(", ", actions)}.";
            return null;
        }

        long? minutes = null;
        if (fields.TryGetValue("minutes", out var text) && text.Length > 0)
        {
            if (text.AsSpan().ContainsAnyExceptInRange('0', '9')
                || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > int.MaxValue)
            {
                problem = "minutes must be a whole number of minutes, such as 60. Omit it for the longest duration.";
                return null;
            }

            minutes = number;
        }

        return new ConsentForm(action, minutes, fields.GetValueOrDefault("redirect"));
    }

    /// <summary>Reads the fields of the body; null if the body is not a form or too large.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(HttpRequest request) =>
        // HTTP/2 does not require a header that announces a body.
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : await SmallForm.ReadAsync(request, MaxLength, MaxLength, repeated: "?");
}
