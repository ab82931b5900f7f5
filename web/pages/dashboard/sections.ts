// The sections of the dashboard; the address's fragment says which one is shown.

import Activity from '@lucide/svelte/icons/activity';
import Bookmark from '@lucide/svelte/icons/bookmark';
import Database from '@lucide/svelte/icons/database';
import EyeOff from '@lucide/svelte/icons/eye-off';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import Images from '@lucide/svelte/icons/images';
import ScanSearch from '@lucide/svelte/icons/scan-search';
import ScrollText from '@lucide/svelte/icons/scroll-text';

export const sections = [
  { name: 'status', label: 'Status', icon: Activity },
  { name: 'scan', label: 'Scan', icon: ScanSearch },
  { name: 'libraries', label: 'Libraries', icon: HardDrive },
  { name: 'previews', label: 'Previews', icon: Images },
  { name: 'filters', label: 'Content filters', icon: EyeOff },
  { name: 'saved', label: 'Saved searches', icon: Bookmark },
  { name: 'index', label: 'Search index', icon: Database },
  { name: 'logs', label: 'Logs', icon: ScrollText },
] as const;

export type SectionName = (typeof sections)[number]['name'];

/** The section of a fragment such as `#scan`; the first one for any other. */
export function sectionOf(fragment: string): SectionName {
  return sections.find(({ name }) => `#${name}` === fragment)?.name ?? 'status';
}
