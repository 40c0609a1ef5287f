using System.Net.Http.Json;
using System.Text.Json;
using TmuxBuilder.Portal.Tests.Admin;

namespace TmuxBuilder.Portal.Tests.Pictures;

/// <summary>The pictures of the documentation, taken of the running product by <c>scripts/pictures</c>.</summary>
public sealed class ProductPictures(AdminWorld world) : IClassFixture<AdminWorld>
{
    private const int Wide = 1440;
    private const int Phone = 390;

    private static readonly string Folder = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("PICTURES") ?? Path.Combine(Repository.Root, "artifacts", "pictures"))
        .FullName;

    private static readonly string[] Clients =
        ["Radwerk Lindenau", "Choir of St. Mary", "Pottery by Ines", "Harbour Yoga", "Bookshop Eule", "Nordlicht"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Every_surface_of_the_portal()
    {
        foreach (var client in Clients)
        {
            await AddAsync(client, null);
        }

        var guid = await AddAsync(
            "Morgenrot", "A site for a bakery called Morgenrot: warm colours, opening hours, prices");
        await using (var visit = await world.VisitAsync(Wide))
        {
            await visit.Page.GotoAsync($"/client?guid={guid}");
            await Expect(visit.Page.GetByLabel("Events").GetByText("Wrote").Nth(1)).ToBeVisibleAsync();
            await TakeAsync(visit.Page, "activity");
            await SiteIsShownAsync(visit.Page);

            // The end of the work, which would be told in the next picture.
            await Expect(visit.Page.GetByLabel("Events")).ToContainTextAsync("Complete");
            await SiteIsShownAsync(visit.Page);
            await TakeAsync(visit.Page, "client");
        }

        await using (var visit = await world.VisitAsync(Phone))
        {
            await visit.Page.GotoAsync($"/client?guid={guid}");
            await SiteIsShownAsync(visit.Page);
            await TakeAsync(visit.Page, "phone");
        }

        await using (var visit = await world.VisitAsync(Wide))
        {
            await visit.Page.GotoAsync("/client_input");
            await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await TakeAsync(visit.Page, "onboarding");
        }

        await using (var visit = await world.VisitAsync(Wide))
        {
            await visit.Page.GotoAsync($"/#token={world.Host.AdminToken}");
            await Expect(visit.Page.GetByText(Clients[0]).First).ToBeVisibleAsync();
            await TakeAsync(visit.Page, "admin");
        }
    }

    private static async Task SiteIsShownAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" }).First).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("document.querySelector('article img')?.naturalWidth > 100");
        await Expect(page.GetByText("Answered").First).ToBeVisibleAsync();
    }

    private async Task<string> AddAsync(string client, string? request)
    {
        var email = $"{string.Concat(client.Where(char.IsAsciiLetter)).ToLowerInvariant()}@example.com";
        using var answer = await world.Api.PostAsJsonAsync(
            "/api/admin/sessions", new { email, name = client, initial_request = request }, Token);
        answer.EnsureSuccessStatusCode();
        var created = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return created.GetProperty("guid").GetString()!;
    }

    /// <summary>As WebP, a fifth of what a PNG takes; only the browser's own protocol has it.</summary>
    private static async Task TakeAsync(IPage page, string name)
    {
        // Notices pass; they lie over what is to be seen.
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Notices" }).GetByRole(AriaRole.Button))
            .ToHaveCountAsync(0);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        var taken = await devtools.SendAsync("Page.captureScreenshot", new Dictionary<string, object>
        {
            ["format"] = "webp",
            ["quality"] = 80,
        });
        var picture = Convert.FromBase64String(taken!.Value.GetProperty("data").GetString()!);
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.webp"), picture, Token);

        // To look at: not every viewer knows WebP.
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png") });
    }
}
