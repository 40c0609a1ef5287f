namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Small line drawings for cards.</summary>
internal static class Icons
{
    private static readonly string[] Paths =
    [
        """<path d="M12 3l2.4 5.6L20 11l-5.6 2.4L12 19l-2.4-5.6L4 11l5.6-2.4z"/>""",
        """<path d="M5 19c0-8 5-13 14-14 0 9-5 14-14 14zM5 19l7-7"/>""",
        """<path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10z"/>""",
        """<path d="M4 6h16v10H9l-5 4z"/><path d="M8 10h8M8 13h5"/>""",
        """<rect x="4" y="8" width="16" height="12" rx="2"/><path d="M12 8v12M4 13h16M12 8C8 8 7 3 10 3c2 0 2 5 2 5s0-5 2-5c3 0 2 5-2 5z"/>""",
        """<path d="M20 12a8 8 0 1 1-3-6.200M20 4v5h-5"/><path d="M12 8v4l3 2"/>""",
        """<circle cx="12" cy="8" r="4"/><path d="M4.500 20c.6-4.200 3.600-6.500 7.500-6.500s6.900 2.300 7.500 6.500"/>""",
    ];

    public static string Get(int number)
    {
        var index = number < Paths.Length - 1 ? number : Paths.Length - 1;
        return $"""<svg viewBox="0 0 24 24" width="26" height="26" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{Paths[index]}</svg>""";
    }
}
