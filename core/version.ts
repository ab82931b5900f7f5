// The version of this Reeldex.

import packageFile from '../package.json' with { type: 'json' };

/** As in package.json. */
export const { version } = packageFile;
