using Microsoft.Playwright;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Pages;

/// <summary>What a page asks for, and how much that matters.</summary>
internal static class RequestKinds
{
    /// <summary>The rule for one that fails.</summary>
    public static CheckRule RuleOf(IRequest request) =>
        request.ResourceType == "image" ? CheckRules.ImageBroken : CheckRules.RequestFailed;

    /// <summary>Whether it answers a click: pictures that a hover or a focus fetches do not.</summary>
    public static bool IsSaying(IRequest request) =>
        request.Method != "GET" || request.ResourceType is "fetch" or "xhr" or "eventsource" or "ping";

    /// <summary>Whether it is for the document of the page itself, no frame's and no resource.</summary>
    public static bool IsMain(IRequest request, IPage page)
    {
        try
        {
            return request.IsNavigationRequest && request.Frame == page.MainFrame;
        }
        catch (PlaywrightException)
        {
            // Requests of a document that is not there yet have no frame: it is the main one that comes first.
            return request.IsNavigationRequest;
        }
    }
}
