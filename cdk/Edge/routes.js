function handler(event) {
    var request = event.request;
    // The portal is one page that knows its own routes; what has an extension is a file.
    if (request.uri.slice(request.uri.lastIndexOf('/') + 1).indexOf('.') < 0) {
        request.uri = '/index.html';
    }
    return request;
}
