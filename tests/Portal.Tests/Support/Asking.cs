namespace TmuxBuilder.Portal.Tests;

/// <summary>
/// A server that answers only once somebody asked it to: what a page tries by itself before does not take away what
/// they are to press.
/// </summary>
internal static class Asking
{
    /// <summary>
    /// Has calls to <paramref name="url"/> end by <paramref name="refuse"/> until something was pressed on the page,
    /// and by <paramref name="answer"/>, by default the server's own, from then on. To be called before the page is
    /// opened.
    /// </summary>
    public static async Task RefuseUntilAskedAsync(
        this IPage page, string url, Func<IRoute, Task> refuse, Func<IRoute, Task>? answer = null)
    {
        // Not by the click: a button that is just busy takes none.
        await page.AddInitScriptAsync("addEventListener('pointerdown', () => { window.asked = true; }, true)");
        await page.RouteAsync(url, async route =>
        {
            var isAsked = await page.EvaluateAsync<bool>("window.asked === true");
            await (isAsked ? (answer?.Invoke(route) ?? route.ContinueAsync()) : refuse(route));
        });
    }
}
