var pages = %PAGES%;

function handler(event) {
    var request = event.request;
    // What has an extension is a file; where no page is, the portal's own says so.
    if (request.uri.slice(request.uri.lastIndexOf('/') + 1).indexOf('.') < 0) {
        var path = request.uri.replace(/\/+$/, '') || '/';
        var embed = request.querystring.embed;
        var page = path === '/' && embed && embed.value === 'true' ? '%EMBED%' : pages[path] || pages['/'];
        request.uri = '/' + page;
    }
    return request;
}
