namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// The function at the edge that serves an application's one page at all its addresses. What has an extension is a file
/// and is served or missing as it is.
/// </summary>
internal static class SiteFunction
{
    public const string Code = """
        function handler(event) {
            var request = event.request;
            var name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
            if (name.indexOf('.') < 0) {
                request.uri = '/index.html';
            }
            return request;
        }

        """;
}
