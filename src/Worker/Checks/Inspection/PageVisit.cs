using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Inspection;

/// <summary>Goes to one page and looks at all of it.</summary>
internal sealed class PageVisit(SiteScope scope, FindingList findings, ControlProbe controls, FormProbe forms)
{
    public const int Width = 1440;
    public const int Height = 900;

    private const int OkStatus = 200;
    private const int FirstError = 400;
    private const int MaxPictureHeight = 6000;
    private const int PictureQuality = 80;
    private const double ThumbnailScale = 640.0 / Width;

    private static readonly (int Width, int Height)[] Narrower = [(768, 1024), (360, 740)];

    /// <summary>Looks at the page at <paramref name="address"/>; pictures are taken when asked for.</summary>
    public async Task<VisitedPage> LookAsync(PageSession page, Uri address, Action<CheckScreenshots>? takePictures)
    {
        var path = page.Watch.Path;
        IResponse? response;
        try
        {
            response = await page.GoAsync(address);
        }
        catch (PlaywrightException failure) when (failure.Message.Contains("net::", StringComparison.Ordinal))
        {
            JudgeFailure(failure, page.Watch.Status, path);
            return new(path, address, new(path, page.Watch.Status, ""), null, "");
        }

        var status = response?.Status ?? page.Watch.Status;
        var final = new Uri(page.Page.Url);
        if (!scope.Owns(final) || status != OkStatus)
        {
            JudgeStatus(status, path, final);
            return new(path, address, new(path, status, ""), null, "");
        }

        if (takePictures is not null)
        {
            takePictures(await PictureAsync(page));
        }

        var facts = await page.ReadAsync("tb.facts()", PageJson.Default.PageFacts);
        var text = await page.CallAsync("tb.text()");
        PageRules.Judge(facts, path, scope, findings);
        PageRules.JudgeWeight(page.Watch.Bytes, path, findings);
        page.Watch.Conclude(facts.Optional);
        return new(path, final, new(path, status, FindingList.Clean(facts.Title, 200)), facts, text)
        {
            Bytes = page.Watch.Bytes,
            Requests = page.Watch.Requests,
        };
    }

    /// <summary>Tries a page that was looked at: for everybody, at every width, by pressing and filling in.</summary>
    public async Task TryAsync(
        PageSession page, Uri address, PageFacts facts, CancellationToken cancellationToken)
    {
        await JudgeAccessAsync(page, page.Watch.Path);
        await JudgeLayoutAsync(page, page.Watch.Path);
        var pressed = await controls.JudgeAsync(page, address);
        await forms.JudgeAsync(page, address, facts.Forms, !pressed, cancellationToken);
    }

    private void JudgeFailure(PlaywrightException failure, int status, string path)
    {
        if (failure.Message.Contains("ERR_TOO_MANY_REDIRECTS", StringComparison.Ordinal))
        {
            findings.Add(CheckRules.RedirectLoop, path, "The page redirects without end.");
        }
        else if (!findings.HasErrorOn(path))
        {
            var why = status >= FirstError ? Text($"it answers with status {status}") : failure.Message.Split('\n')[0];
            findings.Add(CheckRules.PageStatus, path, $"The page does not load: {why}.");
        }
    }

    private void JudgeStatus(int status, string path, Uri final)
    {
        if (!scope.Owns(final))
        {
            var rule = ElsewhereRules.IsForbidden(final) ? CheckRules.AddressForbidden : CheckRules.RedirectElsewhere;
            if (!findings.HasErrorOn(path))
            {
                findings.Add(rule, path, $"The page leads on to {final.GetLeftPart(UriPartial.Path)}");
            }
        }
        else
        {
            findings.Add(CheckRules.PageStatus, path, Text($"The page answers with status {status}."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task JudgeAccessAsync(PageSession page, string path)
    {
        await page.CallAsync($"{Resources.Axe};''");
        var kind = PageJson.Default.IReadOnlyListAccessViolation;
        PageRules.JudgeAccess(await page.ReadAsync(Resources.Text("access.js"), kind), path, findings);
    }

    private async Task JudgeLayoutAsync(PageSession page, string path)
    {
        await JudgeOverflowAsync(page, Width, path);
        foreach (var (width, height) in Narrower)
        {
            await page.StepAsync(page.Page.SetViewportSizeAsync(width, height));
            await JudgeOverflowAsync(page, width, path);
        }

        await page.StepAsync(page.Page.SetViewportSizeAsync(Width, Height));
    }

    private async Task JudgeOverflowAsync(PageSession page, int width, string path) => PageRules.JudgeOverflow(
        await page.ReadAsync("tb.overflow()", PageJson.Default.PageOverflow), width, path, findings);

    private static async Task<CheckScreenshots> PictureAsync(PageSession page)
    {
        var size = await page.StepAsync(page.Session.SendAsync("Page.getLayoutMetrics"));
        var height = size!.Value.GetProperty("cssContentSize").GetProperty("height").GetDouble();
        var whole = await CaptureAsync(page, Math.Clamp(height, Height, MaxPictureHeight), 1);
        return new(whole, await CaptureAsync(page, Height, ThumbnailScale));
    }

    private static async Task<byte[]> CaptureAsync(PageSession page, double height, double scale)
    {
        var answer = await page.StepAsync(page.Session.SendAsync("Page.captureScreenshot", new()
        {
            ["format"] = "jpeg",
            ["quality"] = PictureQuality,
            ["captureBeyondViewport"] = true,
            ["clip"] = new Dictionary<string, object>
            {
                ["x"] = 0, ["y"] = 0, ["width"] = Width, ["height"] = height, ["scale"] = scale,
            },
        }));
        return answer!.Value.GetProperty("data").GetBytesFromBase64();
    }
}
